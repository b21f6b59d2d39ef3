package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.Templates;
import io.drover.verticles.bus.Instance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What no record stands for, as one list of an account and the records that are known show it. */
final class Findings {
  private final ProviderName provider;
  private final Listing list;
  private final World world;
  private final Set<String> held;

  Findings(ProviderName provider, Listing list, World world) {
    this.provider = provider;
    this.list = list;
    this.world = world;
    this.held = Held.in(world);
  }

  /** What the ids of the account's machines, and of those that records hold, begin with. */
  Set<String> schemes() {
    Set<String> schemes = new HashSet<>();
    list.ids().forEach(id -> schemes.add(scheme(id)));
    held.forEach(id -> schemes.add(scheme(id)));
    return schemes;
  }

  /**
   * Machines that bear our tag with a group that acts. One that was never bought is left alone as
   * long as no Node runs on it: without one it would be deleted.
   */
  List<Found> tagged() {
    Set<String> intents = new HashSet<>();
    world.managedNodes().forEach(record -> intents.add(record.intent()));
    List<Found> found = new ArrayList<>();
    list.byIntent()
        .forEach(
            (intent, machines) -> {
              if (!intents.contains(intent)) {
                machines.stream()
                    .filter(
                        machine -> Listing.lives(machine) && !held.contains(machine.providerId()))
                    .forEach(machine -> stray(intent, machine).ifPresent(found::add));
              }
            });
    return found;
  }

  private Optional<Found> stray(String intent, Instance machine) {
    NodeFact node = world.nodeOn(machine.providerId()).orElse(null);
    return Optional.ofNullable(machine.owner())
        .filter(owner -> node != null || !owner.takenOver())
        .flatMap(owner -> acting(owner.group()))
        .map(
            group ->
                new Found(
                    group,
                    machine.name(),
                    new TakenUp(machine.providerId(), intent),
                    node,
                    Found.STRAY));
  }

  /**
   * Machines of sized groups and inventories, which bear no tag: the label of the group on their
   * Nodes proves them ours. None of a sized group for which others are yet to arrive.
   */
  List<Found> untagged() {
    List<Found> found = new ArrayList<>();
    for (NodeFact node : world.nodes()) {
      String machine = node.providerId();
      if (machine == null || held.contains(machine) || !list.untagged(machine)) {
        continue;
      }
      ofGroup(node)
          .filter(group -> list.among(group.name(), machine) && !Allotment.awaits(group, world))
          .map(
              group ->
                  new Found(
                      group,
                      node.name().value(),
                      new TakenUp(machine, TakenUp.NO_TAG),
                      node,
                      Found.STRAY))
          .ifPresent(found::add);
    }
    return found;
  }

  /** Second machines that are to be deleted and that have joined: they are drained first. */
  List<Found> seconds() {
    Set<String> own = Held.own(world);
    List<Found> seconds = new ArrayList<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      for (String id : record.progress().dealings().surplus()) {
        if (!own.contains(id)) {
          second(record, id).ifPresent(seconds::add);
        }
      }
    }
    return seconds;
  }

  private Optional<Found> second(ManagedNodeFact record, String id) {
    Optional<Instance> machine = list.alive(id).filter(Listing::lives);
    Optional<NodeFact> node = world.nodeOn(id);
    return acting(record.group().value())
        .filter(group -> machine.isPresent() && node.isPresent())
        .map(
            group ->
                new Found(
                    group,
                    machine.get().name(),
                    new TakenUp(id, record.intent()),
                    node.get(),
                    ManagedNodeFact.SECOND_MACHINE));
  }

  /**
   * Nodes of the provider's groups that are not ready, and whose machines are in no list.
   *
   * @param schemes of ids; a machine with another is none of ours, unless its Node was dressed by
   *     us: an account that has lost its last machine shows no scheme
   */
  List<Found> dead(Set<String> schemes) {
    List<Found> dead = new ArrayList<>();
    for (NodeFact node : world.nodes()) {
      String machine = node.providerId();
      if (machine == null
          || node.ready()
          || held.contains(machine)
          || list.knows(machine)
          || !(dressed(node) || schemes.contains(scheme(machine)))) {
        continue;
      }
      TakenUp what = new TakenUp(machine, null);
      ofGroup(node)
          .map(group -> new Found(group, node.name().value(), what, node, Found.STRAY))
          .ifPresent(dead::add);
    }
    return dead;
  }

  /** Whether it carries what nobody but us gives besides the group. */
  private static boolean dressed(NodeFact node) {
    return node.labels().containsKey(Templates.CAPACITY_TYPE_LABEL);
  }

  /** How many Nodes on machines there are of the provider's groups. */
  long nodes() {
    return world.nodes().stream()
        .filter(node -> node.providerId() != null && ofGroup(node).isPresent())
        .count();
  }

  /** The group that its label names, where that one is the account's and acts. */
  private Optional<NodeGroupFact> ofGroup(NodeFact node) {
    return node.controlPlane()
        ? Optional.empty()
        : acting(node.labels().get(NodeFact.GROUP_LABEL))
            .filter(group -> list.covers(group.name()));
  }

  private Optional<NodeGroupFact> acting(@Nullable String name) {
    return name == null || name.isEmpty()
        ? Optional.empty()
        : world
            .group(new GroupName(name))
            .filter(group -> !group.observed() && group.spec().provider().equals(provider));
  }

  /** What comes before the name proper; an id without one is like no other. */
  private static String scheme(String providerId) {
    int end = providerId.indexOf("://");
    return end < 0 ? providerId : providerId.substring(0, end);
  }
}
