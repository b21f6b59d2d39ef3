package io.drover.daemon.wiring;

/** Why the daemon cannot start, in one line for people. */
public final class StartFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailure(String line) {
    super(line, null, false, false);
  }
}
