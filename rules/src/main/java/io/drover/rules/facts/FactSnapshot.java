package io.drover.rules.facts;

import java.util.ArrayList;
import java.util.List;

/** Every fact as of a position; the next batch that may follow has the next sequence number. */
public record FactSnapshot(Position position, List<Fact> facts) {
  public FactSnapshot {
    facts = List.copyOf(facts);
  }

  /** Every fact of the world, by kind and in order of key. */
  public static FactSnapshot of(World world) {
    List<Fact> facts = new ArrayList<>(world.nodes());
    facts.addAll(world.pods());
    facts.addAll(world.disruptionBudgets());
    facts.addAll(world.daemonSets());
    facts.addAll(world.groups());
    facts.addAll(world.managedNodes());
    facts.addAll(world.owners());
    facts.addAll(world.claims());
    facts.addAll(world.volumes());
    facts.addAll(world.storageClasses());
    facts.addAll(world.csiNodes());
    facts.addAll(world.csiDrivers());
    facts.addAll(world.namespaces());
    facts.addAll(world.priorityClasses());
    return new FactSnapshot(world.position(), facts);
  }
}
