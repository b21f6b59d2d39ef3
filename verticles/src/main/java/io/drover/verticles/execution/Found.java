package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import org.jspecify.annotations.Nullable;

/**
 * Something that no record stands for.
 *
 * @param node that runs on it, null where none does
 * @param reason for which it is taken up
 */
record Found(
    NodeGroupFact group, String name, TakenUp what, @Nullable NodeFact node, String reason) {
  static final String STRAY = "STRAY";

  /** Whether it is a second machine of an intent. */
  boolean second() {
    return reason.equals(ManagedNodeFact.SECOND_MACHINE);
  }
}
