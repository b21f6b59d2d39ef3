package io.drover.daemon.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Other names for names: the same for the same, in the same order, so that whoever decides by order
 * of name decides the same.
 */
final class Pseudonyms {
  private final Map<String, String> byName = new HashMap<>();

  Pseudonyms(Set<String> names) {
    int rank = 0;
    for (String name : new TreeSet<>(names)) {
      byName.put(name, "x%07d-%s".formatted(rank, hash(name)));
      rank++;
    }
  }

  /** The other name, or the text itself where it is no name. */
  String of(String text) {
    return byName.getOrDefault(text, text);
  }

  /** Eight hex digits that are equal for equal texts. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
