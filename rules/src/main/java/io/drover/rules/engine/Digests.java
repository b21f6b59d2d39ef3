package io.drover.rules.engine;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests of contents. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
