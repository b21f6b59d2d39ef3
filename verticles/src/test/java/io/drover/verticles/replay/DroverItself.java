package io.drover.verticles.replay;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Planned;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.House;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All rooms of Drover in one thread, with the policies it ships. */
final class DroverItself implements Autoscaler {
  private final String name;
  private final House house;
  private final TreeMap<String, Integer> shortLived = new TreeMap<>();
  private final Map<String, Instant> created = new HashMap<>();
  private final Set<String> goes = new HashSet<>();
  private int evictions;

  DroverItself(
      String name,
      NodeGroupFact group,
      OfferingFact offering,
      ActivePolicies policies,
      Duration boot) {
    this.name = name;
    house = new House(1, List.of(offering), policies, boot);
    house.cluster.apply(group.name(), group.spec());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SimulatedTime time() {
    return house.time;
  }

  @Override
  public EmbeddedCluster cluster() {
    return house.cluster;
  }

  @Override
  public int machines() {
    return house.cloud.machines();
  }

  @Override
  public int bought() {
    return house.cloud.made;
  }

  @Override
  public int evictions() {
    return evictions;
  }

  @Override
  public Map<String, Integer> shortLived() {
    return shortLived;
  }

  @Override
  public void forget() {
    house.judgements.stream()
        .flatMap(judgement -> judgement.approved().actions().stream())
        .map(Planned::action)
        .forEach(this::approved);
    for (ManagedNodeFact record : house.cluster.now().managedNodes()) {
      created.put(record.identity().name(), record.identity().createdAt());
    }
    evictions +=
        (int) house.journal.stream().filter(entry -> entry.kind().equals("evicted")).count();
    house.journal.clear();
    house.forget();
  }

  /** Its first approval counts: a drain that was taken back is approved again. */
  private void approved(Action action) {
    if (action instanceof Action.RemoveNode removal && goes.add(removal.record())) {
      Instant since = created.getOrDefault(removal.record(), house.time.now());
      if (since.isAfter(house.time.now().minus(YOUNG))) {
        shortLived.merge(removal.reason().name(), 1, Integer::sum);
      }
    }
  }
}
