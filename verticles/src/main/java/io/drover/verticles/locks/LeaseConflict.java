package io.drover.verticles.locks;

/** Somebody else wrote the Lease first. */
public final class LeaseConflict extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public LeaseConflict(String detail) {
    super(detail, null, false, false);
  }
}
