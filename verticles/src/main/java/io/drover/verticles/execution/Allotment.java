package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which record gets which machine where machines carry no tag: one record after the other, the
 * oldest first, and only once every record that might be given the same machine was last written by
 * this owner. What a former owner sent and never heard of then meets another version and is
 * refused, so that no two records ever get one machine.
 */
final class Allotment {
  private static final Comparator<ManagedNodeFact> BY_AGE =
      Comparator.<ManagedNodeFact, Boolean>comparing(r -> r.progress().removal() != null)
          .thenComparing(r -> r.identity().createdAt())
          .thenComparing(r -> r.identity().uid());

  private final ExecutionHouse house;
  private final Sightings sightings;

  Allotment(ExecutionHouse house, Sightings sightings) {
    this.house = house;
    this.sightings = sightings;
  }

  /** What is to be reserved. */
  sealed interface Choice {
    /** This machine. */
    record Machine(String providerId) implements Choice {}

    /** Nothing yet: others come first, or nothing is known. */
    record Wait() implements Choice {}

    /** Nothing: every machine that fits is taken. */
    record AllTaken() implements Choice {}
  }

  /** Whether the record must be written once more before anything is given to it or its rivals. */
  boolean mustClaim(ManagedNodeFact record, NodeGroupFact group, Token token) {
    return waits(record)
        && !record.writtenUnder().equals(token)
        && switch (house.can(group).creation()) {
          case KEYED, FIND_BY_NAME -> false;
          case SWITCH -> true;
          case TARGET_SIZE -> raised(record);
        };
  }

  /** The machine of a sized group that has arrived for this record, null while there is none. */
  @Nullable String arrived(ManagedNodeFact record, NodeGroupFact group, World world, Token token) {
    if (house.can(group).creation() != Capabilities.Creation.TARGET_SIZE || !raised(record)) {
      return null;
    }
    List<ManagedNodeFact> rivals =
        world.managedNodes().stream()
            .filter(other -> other.group().equals(group.name()) && waits(other) && raised(other))
            .toList();
    if (!first(record, rivals, token)) {
      return null;
    }
    List<String> strangers = group.history().standing().strangers();
    return sightings.unheld(group.name(), group.spec().provider(), world).stream()
        .filter(id -> !strangers.contains(id))
        .findFirst()
        .orElse(null);
  }

  /** The machine of an inventory that this record is to reserve. */
  Choice reservation(ManagedNodeFact record, NodeGroupFact group, World world, Token token) {
    Optional<Listing> list = sightings.listing(group.spec().provider());
    List<ManagedNodeFact> rivals =
        world.managedNodes().stream()
            .filter(other -> waits(other) && sameKind(other, record))
            .filter(other -> sameProvider(other, group, world))
            .toList();
    if (list.isEmpty() || !first(record, rivals, token)) {
      return new Choice.Wait();
    }
    Set<String> held = Held.in(world);
    return list.get().off().stream()
        .filter(machine -> record.purchase().offering().equals(machine.offering()))
        .map(Instance::providerId)
        .filter(id -> !held.contains(id))
        .min(Comparator.naturalOrder())
        .<Choice>map(Choice.Machine::new)
        .orElseGet(Choice.AllTaken::new);
  }

  /** Whether it is this record's turn to have the size of its group raised. */
  static boolean mayRaise(ManagedNodeFact record, World world) {
    return world.managedNodes().stream()
        .filter(other -> other.group().equals(record.group()) && waits(other))
        .filter(other -> other.progress().dealings().sized() == null)
        .filter(other -> other.progress().removal() == null && !other.identity().deleting())
        .min(BY_AGE)
        .filter(oldest -> oldest.identity().uid().equals(record.identity().uid()))
        .isPresent();
  }

  /** Whether a machine of the group is yet to arrive for one of its records. */
  static boolean awaits(NodeGroupFact group, World world) {
    return expected(group, world) > 0;
  }

  /** How many machines of the group are yet to arrive. */
  static long expected(NodeGroupFact group, World world) {
    return world.managedNodes().stream()
        .filter(record -> record.group().equals(group.name()) && waits(record) && raised(record))
        .count();
  }

  private static boolean first(ManagedNodeFact record, List<ManagedNodeFact> rivals, Token token) {
    return rivals.stream().allMatch(rival -> rival.writtenUnder().equals(token))
        && rivals.stream()
            .min(BY_AGE)
            .filter(oldest -> oldest.identity().uid().equals(record.identity().uid()))
            .isPresent();
  }

  private static boolean waits(ManagedNodeFact record) {
    return record.phase() == Phase.INTENDED && record.progress().providerId() == null;
  }

  private static boolean raised(ManagedNodeFact record) {
    return record.progress().dealings().sized() == Sized.RAISED;
  }

  private static boolean sameKind(ManagedNodeFact one, ManagedNodeFact other) {
    return one.purchase().offering().equals(other.purchase().offering());
  }

  private static boolean sameProvider(ManagedNodeFact record, NodeGroupFact group, World world) {
    return world
        .group(record.group())
        .filter(found -> found.spec().provider().equals(group.spec().provider()))
        .isPresent();
  }
}
