package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which nodes were bought to take whose place. */
public final class Succession {
  /**
   * For so long a node that serves waits for the pods of those whose place it takes; after that it
   * is a node like any other, goes if it stayed empty, and their place may be bought anew.
   */
  static final Duration PATIENCE = Duration.ofHours(1);

  private final World world;
  private final Instant now;
  private final Map<String, List<ManagedNodeFact>> heirs = new HashMap<>();

  public Succession(World world, Instant now) {
    this.world = world;
    this.now = now;
    for (ManagedNodeFact record : world.managedNodes()) {
      for (String place : record.purchase().replaces()) {
        if (record.counts() && waits(record)) {
          heirs.computeIfAbsent(place, any -> new ArrayList<>()).add(record);
        }
      }
    }
  }

  /** The nodes that were bought to take the place of this one, and are wanted. */
  public List<ManagedNodeFact> heirs(ManagedNodeFact record) {
    return List.copyOf(heirs.getOrDefault(record.identity().name(), List.of()));
  }

  /** Whether its place is taken: all that were bought for it serve. */
  boolean replaced(ManagedNodeFact record) {
    List<ManagedNodeFact> all = heirs.getOrDefault(record.identity().name(), List.of());
    return !all.isEmpty()
        && all.stream().allMatch(heir -> heir.phase() == ManagedNodeFact.Phase.READY);
  }

  /** The first node whose pods this one is still to take. */
  Optional<ManagedNodeFact> awaited(ManagedNodeFact record) {
    return record.purchase().replaces().stream()
        .filter(place -> waits(record))
        .flatMap(name -> world.managedNode(name).stream())
        .filter(place -> !place.over())
        .findFirst();
  }

  private boolean waits(ManagedNodeFact record) {
    return record.phase() != ManagedNodeFact.Phase.READY
        || now.isBefore(record.progress().since().plus(PATIENCE));
  }
}
