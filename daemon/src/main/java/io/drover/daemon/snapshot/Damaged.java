package io.drover.daemon.snapshot;

/** A file that is no snapshot that this version can read; its message is one line. */
public final class Damaged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Damaged(String line) {
    super(line, null, false, false);
  }
}
