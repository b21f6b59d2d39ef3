package io.drover.rules.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The files of a policy folder by path, relative to it and with slashes. */
public record PolicyFolder(Map<String, byte[]> files) {
  private static final int VERSION_DIGITS = 12;

  public PolicyFolder {
    TreeMap<String, byte[]> copy = new TreeMap<>();
    files.forEach((path, bytes) -> copy.put(path, bytes.clone()));
    files = Collections.unmodifiableSortedMap(copy);
  }

  /** A short name of this content: twelve hex digits of its SHA-256. */
  public String version() {
    return digest().substring(0, VERSION_DIGITS);
  }

  /** The whole SHA-256 of this content, in hex digits. */
  String digest() {
    MessageDigest digest = Digests.sha256();
    files.forEach(
        (path, bytes) -> {
          digest.update((path + "\n" + bytes.length + "\n").getBytes(StandardCharsets.UTF_8));
          digest.update(bytes);
        });
    return HexFormat.of().formatHex(digest.digest());
  }
}
