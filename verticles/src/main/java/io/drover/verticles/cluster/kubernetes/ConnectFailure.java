package io.drover.verticles.cluster.kubernetes;

/** Why a cluster cannot be spoken to, in one line for people. */
public final class ConnectFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What stands in the way. */
  public enum Kind {
    UNREADABLE_KUBECONFIG,
    UNKNOWN_CONTEXT,
    UNREACHABLE,
    DENIED
  }

  ConnectFailure(Kind kind, String line) {
    super(line, null, false, false);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
