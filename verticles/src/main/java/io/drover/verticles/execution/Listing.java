package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A complete list of the machines of one account. What is off counts as no machine, except as one
 * of an inventory that may be switched on.
 */
final class Listing {
  private final Begin began;
  private final Map<GroupName, List<Instance>> members;
  private final Map<String, Instance> alive = new HashMap<>();
  private final Map<String, List<Instance>> byIntent = new HashMap<>();
  private final List<Instance> off = new ArrayList<>();

  /**
   * When a list began.
   *
   * @param clock by the wall clock, which may have been set since
   * @param steady by the time that nobody sets
   */
  record Begin(Instant clock, Instant steady) {}

  private Listing(Begin began, Map<GroupName, List<Instance>> members) {
    this.began = began;
    this.members = members;
  }

  /** All machines of a tag or of an inventory. */
  static Listing of(Begin began, List<Instance> all) {
    Listing listing = new Listing(began, Map.of());
    all.forEach(listing::take);
    listing
        .byIntent
        .values()
        .forEach(same -> same.sort(Comparator.comparing(Instance::providerId)));
    return listing;
  }

  /** The machines of each group; they are nobody's until they are bound. */
  static Listing of(Begin began, Map<GroupName, List<Instance>> members) {
    Listing listing = new Listing(began, Map.copyOf(members));
    members.values().forEach(all -> all.forEach(listing::take));
    return listing;
  }

  private void take(Instance instance) {
    if (instance.state() == Instance.State.OFF) {
      off.add(instance);
      return;
    }
    alive.put(instance.providerId(), instance);
    OwnerTag owner = instance.owner();
    if (owner != null) {
      byIntent.computeIfAbsent(owner.intent(), any -> new ArrayList<>()).add(instance);
    }
  }

  Begin began() {
    return began;
  }

  Collection<Instance> alive() {
    return alive.values();
  }

  Set<String> ids() {
    return alive.keySet();
  }

  Optional<Instance> alive(String providerId) {
    return Optional.ofNullable(alive.get(providerId));
  }

  /** Those that carry the intent's tag. */
  List<Instance> of(String intent) {
    return byIntent.getOrDefault(intent, List.of());
  }

  Map<String, List<Instance>> byIntent() {
    return byIntent;
  }

  List<Instance> off() {
    return off;
  }

  /** Whether the group was asked for; always so where machines are not listed by group. */
  boolean covers(GroupName group) {
    return members.isEmpty() || members.containsKey(group);
  }

  /** Whether the machine is in the list, on or off. */
  boolean knows(String providerId) {
    return alive.containsKey(providerId)
        || off.stream().anyMatch(one -> one.providerId().equals(providerId));
  }

  /** Whether the machine lives and bears no tag, as those of sized groups and of inventories. */
  boolean untagged(String providerId) {
    return alive(providerId).filter(one -> lives(one) && one.owner() == null).isPresent();
  }

  /** Those that are on though they are of an inventory: machines of nobody's, by id. */
  List<String> on() {
    return members.isEmpty()
        ? alive.keySet().stream().filter(this::untagged).sorted().toList()
        : List.of();
  }

  /** Whether the machine is one of the group, or of the inventory that it is served from. */
  boolean among(GroupName group, String providerId) {
    return members.isEmpty()
        || members(group).stream().anyMatch(one -> one.providerId().equals(providerId));
  }

  /** Machines of the group that live, by id. */
  List<Instance> members(GroupName group) {
    return members.getOrDefault(group, List.of()).stream()
        .filter(Listing::lives)
        .sorted(Comparator.comparing(Instance::providerId))
        .toList();
  }

  static boolean lives(Instance instance) {
    return switch (instance.state()) {
      case PENDING, RUNNING -> true;
      case TERMINATING, OFF -> false;
    };
  }
}
