package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Machines of this cluster that no record stands for. They are told; {@link Foundlings} takes them
 * up. Where there are many at once, it is rather the records that are missing: every group of that
 * account is frozen until the list is under the bound again.
 */
final class Strays {
  static final String FROZEN = Reason.TOO_MANY_WITHOUT_RECORD.name();

  private static final String WITHOUT_RECORD = "MACHINE_WITHOUT_RECORD";
  private static final int ALWAYS_ALLOWED = 2;

  private final ExecutionHouse house;
  private final Sightings sightings;
  private final Map<ProviderName, Boolean> tooMany = new HashMap<>();
  private List<String> told = List.of();

  Strays(ExecutionHouse house, Sightings sightings) {
    this.house = house;
    this.sightings = sightings;
  }

  /** Why nothing may be bought or deleted for the group; before the first list as was recorded. */
  Optional<String> frozen(NodeGroupFact group) {
    Boolean now = tooMany.get(group.spec().provider());
    String before = group.history().standing().frozen();
    return now == null ? Optional.ofNullable(before) : Optional.of(FROZEN).filter(any -> now);
  }

  /** Looks at the newest lists; tells what is news. */
  void look(World world, Token token) {
    Map<String, ManagedNodeFact> byIntent = new HashMap<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      byIntent.merge(record.intent(), record, (one, other) -> one.secondMachine() ? other : one);
    }
    Set<String> held = Held.in(world);
    Set<String> all = new HashSet<>();
    for (ProviderName provider : sightings.accounts()) {
      sightings
          .listing(provider)
          .ifPresent(
              list -> {
                Set<String> nobodys = withoutRecord(list, world, provider, byIntent);
                bound(provider, nobodys, list, world, token);
                all.addAll(nobodys);
                all.addAll(seconds(list, byIntent));
                list.on().stream().filter(id -> !held.contains(id)).forEach(all::add);
              });
    }
    List<String> now = all.stream().sorted().toList();
    if (!now.equals(told)) {
      told = now;
      house.journal(
          "orphans",
          Map.of(),
          now.isEmpty() ? "" : WITHOUT_RECORD,
          now.isEmpty() ? "every machine has a record again" : "machines without a record: " + now);
    }
  }

  private static Set<String> withoutRecord(
      Listing list, World world, ProviderName provider, Map<String, ManagedNodeFact> byIntent) {
    Set<String> nobodys = new HashSet<>();
    list.byIntent()
        .forEach(
            (intent, machines) -> {
              if (!byIntent.containsKey(intent)) {
                machines.forEach(machine -> nobodys.add(machine.providerId()));
              }
            });
    Set<String> held = Held.in(world);
    for (NodeGroupFact group : world.groups()) {
      if (group.spec().provider().equals(provider)) {
        nobodys.addAll(unexpected(group, list, held, world));
      }
    }
    if (!list.on().isEmpty()) {
      new Findings(provider, list, world)
          .untagged()
          .forEach(found -> nobodys.add(found.what().providerId()));
    }
    return nobodys;
  }

  /** Members of a sized group that are more than are yet to arrive; strangers are so always. */
  private static List<String> unexpected(
      NodeGroupFact group, Listing list, Set<String> held, World world) {
    List<String> strangers = group.history().standing().strangers();
    List<String> known = new ArrayList<>();
    List<String> arrivals = new ArrayList<>();
    for (Instance member : list.members(group.name())) {
      String id = member.providerId();
      if (!held.contains(id)) {
        (strangers.contains(id) ? known : arrivals).add(id);
      }
    }
    known.addAll(arrivals.stream().skip(Allotment.expected(group, world)).toList());
    return known;
  }

  /** Further machines of intents that have a record. */
  private static List<String> seconds(Listing list, Map<String, ManagedNodeFact> byIntent) {
    List<String> seconds = new ArrayList<>();
    list.byIntent()
        .forEach(
            (intent, machines) -> {
              ManagedNodeFact record = byIntent.get(intent);
              if (record != null && machines.size() > 1) {
                machines.stream()
                    .map(Instance::providerId)
                    .filter(id -> !id.equals(record.progress().providerId()))
                    .forEach(seconds::add);
              }
            });
    return seconds;
  }

  private void bound(
      ProviderName provider, Set<String> nobodys, Listing list, World world, Token token) {
    long staying =
        nobodys.stream()
            .flatMap(id -> list.alive(id).stream())
            .filter(Listing::lives)
            .map(Strays::record)
            .distinct()
            .count();
    boolean now = staying > Math.max(ALWAYS_ALLOWED, list.alive().size() / 10);
    Boolean before = tooMany.put(provider, now);
    if (now == (before != null && before)) {
      return;
    }
    String text =
        now
            ? staying
                + " records of machines are missing; nothing is bought or deleted here until they"
                + " are there"
            : "machines without a record are few enough again";
    @Nullable String reason = now ? FROZEN : "";
    house.journal(now ? "frozen" : "thawed", Map.of("provider", provider.value()), reason, text);
    world.groups().stream()
        .filter(group -> group.spec().provider().equals(provider))
        .forEach(group -> tell(group, now, text, token));
  }

  /** What record is missing: one for all machines that were made for the same intent. */
  private static String record(Instance machine) {
    OwnerTag owner = machine.owner();
    return owner == null ? machine.providerId() : owner.intent();
  }

  private void tell(NodeGroupFact group, boolean frozen, String text, Token token) {
    house.tellGroup(
        group,
        frozen ? ClusterCommand.Severity.WARNING : ClusterCommand.Severity.NORMAL,
        frozen ? FROZEN : "RECORDS_COMPLETE",
        text,
        token);
  }
}
