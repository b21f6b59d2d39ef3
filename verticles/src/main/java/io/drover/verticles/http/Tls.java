package io.drover.verticles.http;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * How servers prove who they are. The name in the certificate is always checked.
 *
 * @param alsoVersion12 whether TLS 1.2 will do where a server has no 1.3
 * @param trusted a PEM file with those who vouch for servers; empty for those that Java knows
 */
public record Tls(boolean alsoVersion12, Optional<Path> trusted) {
  public static final Tls ONLY_1_3 = new Tls(false, Optional.empty());
  public static final Tls FROM_1_2 = new Tls(true, Optional.empty());

  public Tls trusting(Path file) {
    return new Tls(alsoVersion12, Optional.of(file));
  }

  Set<String> protocols() {
    return alsoVersion12 ? Set.of("TLSv1.2", "TLSv1.3") : Set.of("TLSv1.3");
  }
}
