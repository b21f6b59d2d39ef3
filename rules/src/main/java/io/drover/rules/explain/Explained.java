package io.drover.rules.explain;

/** The answer to a question why. */
public sealed interface Explained permits DecisionRecord, Explained.Unknown {
  /**
   * There is nothing of that name.
   *
   * @param line what to tell, with the nearest names
   */
  record Unknown(String line) implements Explained {}
}
