package io.drover.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * A toleration of a pod. A null key with {@code EXISTS} tolerates everything; a null effect stands
 * for every effect.
 */
public record Toleration(
    @Nullable String key, Operator operator, String value, Taint.@Nullable Effect effect) {
  /** How key and value are compared. */
  public enum Operator {
    EQUAL,
    EXISTS
  }

  /** Whether this toleration covers the taint ({@code core/v1 Toleration.ToleratesTaint}). */
  public boolean covers(Taint taint) {
    boolean effectAgrees = effect == null || effect == taint.effect();
    boolean keyAgrees = key == null || key.isEmpty() || key.equals(taint.key());
    boolean valueAgrees = operator == Operator.EXISTS || value.equals(taint.value());
    return effectAgrees && keyAgrees && valueAgrees;
  }
}
