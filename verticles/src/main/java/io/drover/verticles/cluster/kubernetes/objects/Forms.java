package io.drover.verticles.cluster.kubernetes.objects;

/** The textual forms of fields whose type JSON does not have. */
final class Forms {
  /** {@code 250ms}, {@code 30s}, {@code 10m}, {@code 1h30m}, {@code 7d}. */
  static final String DURATION =
      "^([0-9]{1,6}d)?([0-9]{1,6}h)?([0-9]{1,6}m)?([0-9]{1,6}s)?([0-9]{1,6}ms)?$";

  /** {@code 50%}. */
  static final String PERCENT = "^([0-9]|[1-9][0-9]|100)%$";

  /** {@code 3} or {@code 10%}. */
  static final String COUNT_OR_PERCENT = "^([0-9]{1,6}|([0-9]|[1-9][0-9]|100)%)$";

  /** A decimal number of US dollars. */
  static final String DOLLARS = "^[0-9]{1,9}(\\.[0-9]{1,9})?$";

  /** RFC 3339 in UTC. */
  static final String INSTANT =
      "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?Z$";

  private Forms() {}
}
