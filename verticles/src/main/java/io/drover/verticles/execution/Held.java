package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.World;
import java.util.HashSet;
import java.util.Set;

/** The machines that records stand for, in whatever phase but the one that follows their end. */
final class Held {
  private Held() {}

  /** All of them. */
  static Set<String> in(World world) {
    Set<String> held = own(world);
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.phase() != Phase.FAILED) {
        held.addAll(record.progress().dealings().surplus());
      }
    }
    return held;
  }

  /** Those without the second machines that are to be deleted. */
  static Set<String> own(World world) {
    Set<String> own = new HashSet<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.phase() == Phase.FAILED) {
        continue;
      }
      String id = record.progress().providerId();
      if (id != null) {
        own.add(id);
      }
      TakenUp takenUp = record.purchase().takesUp();
      if (takenUp != null) {
        own.add(takenUp.providerId());
      }
    }
    return own;
  }
}
