package io.drover.doubles.vpsie;

import java.util.Optional;

/** The two wire forms of the API; they share their servers, accounts and catalogue. */
public enum Profile {
  /** Paths under {@code /v2}, {@code Authorization: Bearer TOKEN}. */
  DOCUMENT("authorization", "Bearer "),
  /** {@code /apps/v2/…} and {@code /api/v2/vm…}, {@code Vpsie-Auth: TOKEN}. */
  APPS_V2("vpsie-auth", "");

  private final String header;
  private final String prefix;

  Profile(String header, String prefix) {
    this.header = header;
    this.prefix = prefix;
  }

  String header() {
    return header;
  }

  Optional<String> token(Request request) {
    return request
        .header(header)
        .filter(value -> value.startsWith(prefix))
        .map(value -> value.substring(prefix.length()));
  }
}
