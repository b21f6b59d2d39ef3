package io.drover.verticles.spot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature {@code t=<unix seconds>,v1=<hex>}: HMAC-SHA256 over {@code <t>.<body>}.
 *
 * @param seconds exactly as they were written, because they are part of what is signed
 * @param hex the code in lower case
 */
record Signature(String seconds, Instant signedAt, String hex) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MOST_CHARS = 200;

  /** Reads the header; empty when it is not in the form. */
  static Optional<Signature> read(String header) {
    String[] parts = header.length() > MOST_CHARS ? new String[0] : header.strip().split(",", -1);
    if (parts.length != 2 || !parts[0].startsWith("t=") || !parts[1].startsWith("v1=")) {
      return Optional.empty();
    }
    String seconds = parts[0].substring("t=".length());
    String hex = parts[1].substring("v1=".length());
    if (!seconds.matches("\\d{1,12}") || !hex.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Signature(seconds, Instant.ofEpochSecond(Long.parseLong(seconds)), hex));
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** Whether the body was signed with the secret; takes the same time wherever they differ. */
  boolean fits(byte[] secret, String body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      byte[] expected = mac.doFinal((seconds + "." + body).getBytes(UTF_8));
      return MessageDigest.isEqual(expected, HexFormat.of().parseHex(hex));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every Java has " + ALGORITHM, impossible);
    }
  }
}
