package io.drover.verticles.cluster.kubernetes;

import java.util.concurrent.TimeoutException;

/** Why the metrics API tells no usage, in one line for people. */
public final class UsageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What stands in the way. */
  public enum Kind {
    /** Nothing in the cluster serves the API group. */
    NOT_SERVED,
    DENIED,
    /** No answer in time, or none that says anything. */
    UNREACHABLE
  }

  private UsageFailure(Kind kind, String line) {
    super(NodeUsage.API + ": " + line.lines().findFirst().orElse(""), null, false, false);
    this.kind = kind;
  }

  static UsageFailure of(Throwable failure) {
    if (failure instanceof UsageFailure known) {
      return known;
    }
    if (failure instanceof TimeoutException) {
      return unreachable("no answer within " + NodeUsage.DEADLINE.toSeconds() + " s");
    }
    return switch (Failures.code(failure)) {
      case Failures.NOT_FOUND ->
          new UsageFailure(
              Kind.NOT_SERVED,
              "is not served here; metrics-server, or whatever else serves it, is not installed");
      case Failures.UNAUTHORIZED, Failures.FORBIDDEN ->
          new UsageFailure(Kind.DENIED, Failures.detail(failure));
      default -> unreachable(Failures.detail(failure));
    };
  }

  static UsageFailure unreachable(String detail) {
    return new UsageFailure(Kind.UNREACHABLE, detail);
  }

  public Kind kind() {
    return kind;
  }
}
