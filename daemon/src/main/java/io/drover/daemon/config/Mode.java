package io.drover.daemon.config;

/** Whether Drover acts or only reports what it would do. */
public enum Mode {
  ACT("Act"),
  OBSERVE("Observe");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
