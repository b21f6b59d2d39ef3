package io.drover.ground;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The static tokens of a control plane and the key that signs its service account tokens. */
final class Credentials {
  static final String ADMIN = "admin";

  private Credentials() {}

  /** Writes {@code tokens.csv} and {@code sa.key}; returns the token of each user. */
  static Map<String, String> writeTo(Path directory, List<String> users) {
    Map<String, String> tokens = new TreeMap<>();
    tokens.put(ADMIN, "token-of-admin");
    users.forEach(user -> tokens.put(user, "token-of-" + user));
    StringBuilder csv = new StringBuilder();
    tokens.forEach(
        (user, token) -> {
          String groups = user.equals(ADMIN) ? ",system:masters" : "";
          csv.append("%1$s,%2$s,%2$s%3$s%n".formatted(token, user, groups));
        });
    try {
      Files.writeString(directory.resolve("tokens.csv"), csv);
      Files.writeString(directory.resolve("sa.key"), signingKey());
      return Map.copyOf(tokens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String signingKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      String body = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(key);
      return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }
}
