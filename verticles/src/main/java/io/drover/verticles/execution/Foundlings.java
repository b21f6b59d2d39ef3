package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
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
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes up what no record stands for ({@link Findings}) once that has been so for the group's
 * {@code strayGrace}. A record is made for it, and then its life goes on or ends like any other,
 * with every step judged.
 */
final class Foundlings {
  private static final String UNKNOWN = "unknown";
  private static final int ALWAYS_ALLOWED = 2;
  private static final int MOST_AT_ONCE = 10;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");

  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Sightings sightings;
  private final Strays strays;
  private final Ledger ledger;
  private final Catalogue catalogue;
  private final Map<ProviderName, Map<String, Instant>> since = new HashMap<>();
  private final Map<ProviderName, Instant> judged = new HashMap<>();

  /** Remembered, as an account may have lost its last machine. */
  private final Map<ProviderName, Set<String>> schemes = new HashMap<>();

  private final Set<ProviderName> toldOfMany = new HashSet<>();

  Foundlings(
      ExecutionHouse house, FactMirror mirror, Sightings sightings, Strays strays, Ledger ledger) {
    this.house = house;
    this.mirror = mirror;
    this.sightings = sightings;
    this.strays = strays;
    this.ledger = ledger;
    this.catalogue = new Catalogue(house.line().bus(), house.time().clock(), () -> {});
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
    Findings findings = new Findings(provider, list, world);
    Set<String> known = schemes.computeIfAbsent(provider, any -> new HashSet<>());
    known.addAll(findings.schemes());
    List<Found> dead = findings.dead(known);
    boolean many = tooMany(provider, dead.size(), findings.nodes());
    Stream.of(
            findings.tagged(),
            findings.untagged(),
            findings.seconds(),
            many ? List.<Found>of() : dead)
        .flatMap(List::stream)
        .forEach(found -> all.put(found.what().providerId(), found));
    Map<String, Instant> first = since.computeIfAbsent(provider, any -> new HashMap<>());
    first.keySet().retainAll(all.keySet());
    Instant now = house.time().clock().steady();
    all.keySet().forEach(id -> first.putIfAbsent(id, now));
    List<Found> due = all.values().stream().filter(found -> due(found, first, now)).toList();
    if (!due.isEmpty() && !catalogue.offerings().containsKey(provider)) {
      // What it costs is not known yet.
      catalogue.refresh(due.stream().map(Found::group).toList());
      return;
    }
    for (Found found : due.subList(0, Math.min(MOST_AT_ONCE, due.size()))) {
      first.put(found.what().providerId(), now);
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
        && ledger.settled(found.group().name())
        && (!found.what().deadNode() || sightings.shows(found.group().spec().provider(), first));
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
    Future<ClusterOutcome> made =
        house
            .cluster()
            .order(new ClusterOrder(token, new ClusterCommand.CreateRecord(name, purchase)));
    ledger.takesUp(found.group().name(), made);
    made.onSuccess(
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
