package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.simulation.seeds.Violation.Law;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The machines that there are, set against the records that there are. */
final class Census {
  /** How long a machine may be nobody's before somebody must have said so. */
  static final Duration GRACE = Duration.ofMinutes(10);

  /** Whatever goes on. */
  private static final Duration MOST = Duration.ofMinutes(45);

  private static final Duration LISTED_AGAIN = Duration.ofMinutes(1);

  private final SimulatedTime time;
  private final FairTime fair;
  private final Supplier<Collection<Machine>> machines;
  private final List<OfferingFact> offerings;
  private final boolean keyed;
  private final Map<String, Since> nobodysSince = new HashMap<>();
  private final Map<String, Since> secondSince = new HashMap<>();
  private final Map<String, Integer> madeByIntent = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private int made;

  /**
   * When something was first seen.
   *
   * @param fair how much time without faults there had been until then
   */
  private record Since(Instant at, Duration fair) {}

  Census(
      SimulatedTime time,
      FairTime fair,
      Supplier<Collection<Machine>> machines,
      List<OfferingFact> offerings,
      boolean keyed) {
    this.time = time;
    this.fair = fair;
    this.machines = machines;
    this.offerings = offerings;
    this.keyed = keyed;
  }

  /** Machines that were made on demand. */
  int made() {
    return made;
  }

  void made(Machine machine, Checks checks) {
    made++;
    int ofIntent = madeByIntent.merge(machine.intent(), 1, Integer::sum);
    if (keyed && ofIntent > 1) {
      checks.broke(Law.ONE_MACHINE_FOR_AN_INTENT, "another one: " + machine);
    }
  }

  /** Somebody was told of machines without a record. */
  void told(JournalEntry entry) {
    if (entry.kind().equals("orphans")) {
      told.add(entry.text());
    }
  }

  Optional<Machine> alive(String intent) {
    return machines.get().stream()
        .filter(machine -> machine.alive() && machine.intent().equals(intent))
        .findFirst();
  }

  /** Whether no list has told anybody yet that a call of long ago was carried out after all. */
  boolean justMadeLate(Machine machine) {
    Instant listed = machine.listedAt;
    return machine.late && (listed == null || listed.plus(LISTED_AGAIN).isAfter(time.now()));
  }

  long cpu(OfferingId id) {
    return offerings.stream()
        .filter(offering -> offering.id().equals(id))
        .mapToLong(offering -> offering.capacity().get(Resources.CPU))
        .findFirst()
        .orElse(0);
  }

  void look(Checks checks, World now) {
    Map<String, ManagedNodeFact> byIntent = new HashMap<>();
    now.managedNodes().forEach(record -> byIntent.put(record.intent(), record));
    Map<String, Integer> alive = new HashMap<>();
    Set<String> takenUp = takenUp(now);
    for (Machine machine : machines.get()) {
      if (machine.owner == null || !machine.alive()) {
        nobodysSince.remove(machine.id);
        secondSince.remove(machine.id);
        continue;
      }
      ManagedNodeFact record = byIntent.get(machine.intent());
      accounted(machine, record, checks);
      boolean another = alive.merge(machine.intent(), 1, Integer::sum) > 1;
      if (record != null) {
        second(machine, record, another && !takenUp.contains(machine.id), checks);
      }
    }
  }

  /** Machines with a record of their own, which are drained however long that takes. */
  private static Set<String> takenUp(World now) {
    Set<String> takenUp = new HashSet<>();
    for (ManagedNodeFact record : now.managedNodes()) {
      if (record.purchase().takesUp() != null && !record.over()) {
        takenUp.add(record.purchase().takesUp().providerId());
      }
    }
    return takenUp;
  }

  private void accounted(Machine machine, @Nullable ManagedNodeFact record, Checks checks) {
    if (record != null) {
      nobodysSince.remove(machine.id);
      return;
    }
    Since since = nobodysSince.computeIfAbsent(machine.id, any -> now());
    if (overdue(since, GRACE) && told.stream().noneMatch(text -> text.contains(machine.id))) {
      checks.broke(Law.NO_MACHINE_UNACCOUNTED_FOR, machine + " since " + since.at());
    }
  }

  private void second(Machine machine, ManagedNodeFact record, boolean another, Checks checks) {
    boolean extra = another && !machine.id.equals(record.progress().providerId());
    if (!extra) {
      secondSince.remove(machine.id);
      return;
    }
    Since since = secondSince.computeIfAbsent(machine.id, any -> now());
    // Its kubelet registers as it was told to; the record must not take it for its own.
    boolean joined = machine.node.equals(record.progress().nodeName());
    if (joined || (overdue(since, SimulatedCloud.SETTLES.plus(GRACE)) && !keyed)) {
      checks.broke(
          Law.SECOND_MACHINE_NEVER_JOINS_AND_GOES,
          machine + (joined ? " has joined" : " is there since " + since.at()));
    }
  }

  private Since now() {
    return new Since(time.now(), fair.passed());
  }

  private boolean overdue(Since since, Duration grace) {
    return fair.passed().compareTo(since.fair().plus(grace)) > 0
        || since.at().plus(MOST).isBefore(time.now());
  }
}
