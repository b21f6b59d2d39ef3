package io.drover.daemon.convert;

/** What was to be converted makes no sense; the message says where, what, and what is allowed. */
public final class Unconvertible extends RuntimeException {
  private static final long serialVersionUID = 1;

  Unconvertible(String message) {
    super(message);
  }
}
