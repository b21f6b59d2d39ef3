package io.drover.daemon.convert;

/** What became of something that was configured. */
public enum Outcome {
  CARRIED("carried over"),
  CHANGED("carried over, changed"),
  ELSEWHERE("has its place elsewhere"),
  NOT_NEEDED("not needed"),
  NOT_SUPPORTED("not supported"),
  UNKNOWN("unknown"),
  /** Nobody had configured it; it was built into the old autoscaler. */
  ADDED("added");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
