package io.drover.rules.facts;

/** A taint of a node, as in {@code core/v1 Taint}; an absent value is the empty string. */
public record Taint(String key, String value, Effect effect) {
  /** What a taint does to pods that do not tolerate it. */
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }

  public Taint {
    Texts.notBlank(key, "taint key");
  }

  @Override
  public String toString() {
    return key + "=" + value + ":" + effect;
  }
}
