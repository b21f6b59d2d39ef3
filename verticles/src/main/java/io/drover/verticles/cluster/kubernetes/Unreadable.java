package io.drover.verticles.cluster.kubernetes;

/** An object says something that has no meaning here. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unreadable(String detail) {
    super(detail, null, false, false);
  }
}
