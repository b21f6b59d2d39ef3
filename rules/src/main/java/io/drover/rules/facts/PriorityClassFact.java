package io.drover.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * A PriorityClass.
 *
 * @param globalDefault whether it is the class of pods that name none
 * @param preemption null where not said
 */
public record PriorityClassFact(
    String name, int value, boolean globalDefault, @Nullable Preemption preemption)
    implements ReferencedFact {
  /** {@code preemptionPolicy}. */
  public enum Preemption {
    PREEMPT_LOWER_PRIORITY,
    NEVER
  }

  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.PRIORITY_CLASS, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
