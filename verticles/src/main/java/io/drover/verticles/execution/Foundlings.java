package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.Templates;
import io.drover.verticles.bus.Catalogue;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes up what no record stands for once that has been so for the group's {@code strayGrace}: a
 * machine that bears our tag, and a dead Node of ours whose machine is gone. A record is made for
 * it, and then its life goes on or ends like any other, with every step judged.
 */
final class Foundlings {
  private static final String STRAY = "STRAY";
  private static final String UNKNOWN = "unknown";
  private static final int ALWAYS_ALLOWED = 2;
  private static final int MOST_AT_ONCE = 10;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Sightings sightings;
  private final Strays strays;
  private final Catalogue catalogue;
  private final Map<ProviderName, Map<String, Instant>> since = new HashMap<>();
  private final Map<ProviderName, Instant> judged = new HashMap<>();
  private final Set<ProviderName> toldOfMany = new HashSet<>();

  Foundlings(ExecutionHouse house, FactMirror mirror, Sightings sightings, Strays strays) {
    this.house = house;
    this.mirror = mirror;
    this.sightings = sightings;
    this.strays = strays;
    this.catalogue = new Catalogue(house.line().bus(), house.time().clock(), () -> {});
  }

  /**
   * Something that no record stands for.
   *
   * @param node that runs on it, null where none does
   * @param reason for which it is taken up
   */
  private record Found(
      NodeGroupFact group, String name, TakenUp what, @Nullable NodeFact node, String reason) {
    boolean second() {
      return reason.equals(ManagedNodeFact.SECOND_MACHINE);
    }
  }

  /**
   * Judges each list once the records are known that were made before it had come: read the other
   * way round, what was bought in between would look like nobody's.
   *
   * @param provenAt everything that was written before is in the world
   */
  void look(World world, Token token, Instant provenAt) {
    for (ProviderName provider : sightings.accounts()) {
      Instant came = sightings.came(provider);
      Optional<Listing> list = sightings.listing(provider);
      boolean news = !came.equals(judged.get(provider));
      if (list.isPresent() && news && provenAt.isAfter(came) && !sightings.doubted(provider)) {
        judged.put(provider, came);
        judge(provider, list.get(), world, token);
      }
    }
  }

  private void judge(ProviderName provider, Listing list, World world, Token token) {
    Map<String, Found> all = new HashMap<>();
    Set<String> held = Held.in(world);
    tagged(list, held, world).forEach(found -> all.put(found.what().providerId(), found));
    dead(provider, list, held, world).forEach(found -> all.put(found.what().providerId(), found));
    seconds(provider, list, world).forEach(found -> all.put(found.what().providerId(), found));
    Map<String, Instant> known = since.computeIfAbsent(provider, any -> new HashMap<>());
    known.keySet().retainAll(all.keySet());
    Instant now = house.time().clock().now();
    all.keySet().forEach(id -> known.putIfAbsent(id, now));
    List<Found> due = all.values().stream().filter(found -> due(found, known, now)).toList();
    if (!due.isEmpty() && !catalogue.offerings().containsKey(provider)) {
      // What it costs is not known yet.
      catalogue.refresh(due.stream().map(Found::group).toList());
      return;
    }
    for (Found found : due.subList(0, Math.min(MOST_AT_ONCE, due.size()))) {
      known.put(found.what().providerId(), now);
      takeUp(found, world, token);
    }
  }

  private boolean due(Found found, Map<String, Instant> known, Instant now) {
    Duration grace =
        found.second()
            ? Ledger.MAY_STILL_ARRIVE
            : found.group().spec().behaviour().timeouts().strayGrace();
    Instant first = known.getOrDefault(found.what().providerId(), now);
    return !grace.isZero()
        && !now.isBefore(first.plus(grace))
        && strays.frozen(found.group()).isEmpty()
        && (!found.what().deadNode() || sightings.settled(found.group().spec().provider(), first));
  }

  private static List<Found> tagged(Listing list, Set<String> held, World world) {
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
                    .forEach(machine -> stray(intent, machine, world).ifPresent(found::add));
              }
            });
    return found;
  }

  private static Optional<Found> stray(String intent, Instance machine, World world) {
    return Optional.ofNullable(machine.owner())
        .flatMap(owner -> acting(owner.group(), world))
        .map(
            group ->
                new Found(
                    group,
                    machine.name(),
                    new TakenUp(machine.providerId(), intent),
                    world.nodeOn(machine.providerId()).orElse(null),
                    STRAY));
  }

  /** Second machines that are to be deleted and that have joined: they are drained first. */
  private static List<Found> seconds(ProviderName provider, Listing list, World world) {
    Set<String> own = Held.own(world);
    List<Found> seconds = new ArrayList<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      for (String id : record.progress().dealings().surplus()) {
        Optional<Instance> machine = list.alive(id).filter(Listing::lives);
        Optional<NodeFact> node = world.nodeOn(id);
        acting(record.group().value(), world)
            .filter(group -> group.spec().provider().equals(provider))
            .filter(group -> machine.isPresent() && node.isPresent() && !own.contains(id))
            .map(
                group ->
                    new Found(
                        group,
                        machine.get().name(),
                        new TakenUp(id, record.intent()),
                        node.get(),
                        ManagedNodeFact.SECOND_MACHINE))
            .ifPresent(seconds::add);
      }
    }
    return seconds;
  }

  private static Optional<NodeGroupFact> acting(@Nullable String name, World world) {
    return name == null || name.isEmpty()
        ? Optional.empty()
        : world.group(new GroupName(name)).filter(group -> !group.observed());
  }

  /** Nodes of the provider's groups that are not ready, and whose machines are in no list. */
  private List<Found> dead(ProviderName provider, Listing list, Set<String> held, World world) {
    Set<String> schemes = new HashSet<>();
    list.ids().forEach(id -> schemes.add(scheme(id)));
    held.forEach(id -> schemes.add(scheme(id)));
    List<Found> dead = new ArrayList<>();
    long ours = 0;
    for (NodeFact node : world.nodes()) {
      String machine = node.providerId();
      Optional<NodeGroupFact> group =
          acting(node.labels().get(NodeFact.GROUP_LABEL), world)
              .filter(
                  known -> known.spec().provider().equals(provider) && list.covers(known.name()));
      if (machine == null || group.isEmpty() || node.controlPlane()) {
        continue;
      }
      ours++;
      if (!node.ready()
          && !held.contains(machine)
          && list.alive(machine).isEmpty()
          && list.off().stream().noneMatch(one -> one.providerId().equals(machine))
          && schemes.contains(scheme(machine))) {
        TakenUp what = new TakenUp(machine, null);
        dead.add(new Found(group.get(), node.name().value(), what, node, STRAY));
      }
    }
    return tooMany(provider, dead.size(), ours) ? List.of() : dead;
  }

  /** What comes before the name proper; an id without one is like no other. */
  private static String scheme(String providerId) {
    int end = providerId.indexOf("://");
    return end < 0 ? providerId : providerId.substring(0, end);
  }

  /** Where many die at once it is rather the list, or the network, that is ill. */
  private boolean tooMany(ProviderName provider, int dead, long ours) {
    boolean many = dead > Math.max(ALWAYS_ALLOWED, ours / 10);
    if (!many) {
      toldOfMany.remove(provider);
    } else if (toldOfMany.add(provider)) {
      house.journal(
          "dead-nodes",
          Map.of("provider", provider.value()),
          "TOO_MANY_UNHEALTHY",
          dead + " of " + ours + " Nodes are not ready and without a machine; none is deleted");
    }
    return many;
  }

  private void takeUp(Found found, World world, Token token) {
    OfferingFact offering = offering(found);
    String name = name(found, world);
    ManagedNodeFact.Purchase purchase =
        new ManagedNodeFact.Purchase(
            found.group().name(),
            offering == null ? new OfferingId(UNKNOWN, UNKNOWN, UNKNOWN) : offering.id(),
            offering == null || found.what().deadNode() ? Price.ZERO : offering.price(),
            "",
            found.reason(),
            List.of(),
            found.what());
    tell(found, name, token);
    house
        .cluster()
        .order(new ClusterOrder(token, new ClusterCommand.CreateRecord(name, purchase)))
        .onSuccess(
            outcome -> {
              if (outcome instanceof ClusterOutcome.Wrote wrote) {
                mirror.learn(List.of(wrote.fact()));
              }
            });
  }

  private void tell(Found found, String record, Token token) {
    String what = text(found);
    house.journal(
        "taken-up",
        Map.of("group", found.group().name().value(), "node", record),
        found.reason(),
        what);
    house.tellGroup(
        found.group(),
        ClusterCommand.Severity.WARNING,
        found.reason(),
        what + "; taken up as " + record,
        token);
  }

  private static String text(Found found) {
    String machine = "machine " + found.what().providerId();
    if (found.second()) {
      return machine + " is a second one of its intent and has joined; it is drained";
    }
    return found.what().deadNode()
        ? "Node " + found.name() + " is not ready, and its machine is gone"
        : machine + " has no record";
  }

  /** Its own name where that was given by a record of the group. */
  private String name(Found found, World world) {
    String name = found.name();
    boolean usable =
        name.startsWith(found.group().name() + "-")
            && NAME.matcher(name).matches()
            && world.managedNode(name).isEmpty();
    return usable ? name : found.group().name() + "-" + house.time().ids().fresh();
  }

  private @Nullable OfferingFact offering(Found found) {
    NodeFact node = found.node();
    List<OfferingFact> offerings =
        catalogue.offerings().getOrDefault(found.group().spec().provider(), List.of());
    return node == null
        ? null
        : offerings.stream()
            .filter(
                one ->
                    one.id().instanceType().equals(node.labels().get(Templates.INSTANCE_TYPE))
                        && one.id().zone().equals(node.labels().get(Templates.ZONE))
                        && one.id()
                            .capacityType()
                            .equals(node.labels().get(Templates.CAPACITY_TYPE_LABEL)))
            .findFirst()
            .orElse(null);
  }
}
