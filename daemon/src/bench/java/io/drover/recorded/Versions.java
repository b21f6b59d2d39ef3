package io.drover.recorded;

/** The version of the whole store, which rises with each write. */
final class Versions {
  private long newest = Recording.VERSION;

  long next() {
    newest++;
    return newest;
  }

  long now() {
    return newest;
  }
}
