package io.drover.daemon.cli;

/** The exit codes of every command. */
final class Exit {
  static final int OK = 0;

  /** The configuration, or what the command was asked about, has problems. */
  static final int PROBLEMS = 1;

  /** The command line was not understood (picocli's own code). */
  static final int USAGE = 2;

  /** The daemon could not start. */
  static final int CANNOT_START = 3;

  /** The daemon does not answer on its control socket. */
  static final int NO_DAEMON = 4;

  private Exit() {}
}
