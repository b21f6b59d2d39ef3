package io.drover.daemon.config;

/**
 * A taint of a group's nodes.
 *
 * @param value default empty
 */
public record TaintConfig(String key, String value, Effect effect) {

  /** What a taint does to pods that do not tolerate it. */
  public enum Effect {
    NO_SCHEDULE("NoSchedule"),
    PREFER_NO_SCHEDULE("PreferNoSchedule"),
    NO_EXECUTE("NoExecute");

    private final String text;

    Effect(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
