package io.drover.daemon.http;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a cluster or a provider is.
 *
 * @param kind {@code cluster} or {@code provider}
 * @param reasons why it is not ready, empty when it is
 * @param details what is worth knowing although it is ready
 */
public record Readiness(
    String kind, String name, boolean ready, List<String> reasons, List<String> details) {
  public Readiness {
    reasons = List.copyOf(reasons);
    details = List.copyOf(details);
  }

  /** One line as people read it. */
  public String text() {
    String all =
        Stream.concat(reasons.stream(), details.stream()).collect(Collectors.joining("; "));
    return kind + " " + name + ": " + (ready ? "ready" : "NOT READY") + tail(all);
  }

  private static String tail(String all) {
    return all.isEmpty() ? "" : " (" + all + ")";
  }
}
