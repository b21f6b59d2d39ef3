package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Seen;
import io.drover.rules.lifecycle.Transition;
import io.drover.verticles.bus.Instance;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the journal what is seen of a life between its phases: that its machine runs, that pods run
 * on its node, that its machine is gone. Only what this member has seen come about is told.
 */
final class Milestones {
  private final ExecutionHouse house;
  private final Sightings sightings;

  /** Names of records whose nodes serve since this member saw them become ready, unused so far. */
  private final Set<String> unused = new HashSet<>();

  Milestones(ExecutionHouse house, Sightings sightings) {
    this.house = house;
    this.sightings = sightings;
  }

  void see(Life life, Seen seen, ProviderName provider) {
    if (life.record.phase() == Phase.PROVISIONED && listedAsRunning(life, provider)) {
      runs(life, "by the provider's list");
    }
    if (life.record.phase() == Phase.TERMINATING && seen.machine() == Seen.Machine.ABSENT) {
      house.tell(life, "machine-gone", "", "by the provider's list");
    }
  }

  private boolean listedAsRunning(Life life, ProviderName provider) {
    String machine = life.record.progress().providerId();
    return machine != null
        && sightings
            .listing(provider)
            .flatMap(list -> list.alive(machine))
            .filter(instance -> instance.state() == Instance.State.RUNNING)
            .isPresent();
  }

  /** A list may show it later than its Node. */
  void before(Transition by, Life life) {
    if (by == Transition.NODE_SEEN) {
      runs(life, "as its Node shows");
    }
  }

  private void runs(Life life, String how) {
    if (!life.runs && life.record.purchase().takesUp() == null) {
      life.runs = true;
      house.tell(life, "running", "", how);
    }
  }

  void after(Transition by, ManagedNodeFact record, Deeds.Result written) {
    if (by == Transition.SERVES && written == Deeds.Result.AGAIN) {
      unused.add(record.identity().name());
    }
  }

  /** Sees which nodes run their first pods. */
  void look(World world) {
    for (String name : List.copyOf(unused)) {
      Optional<ManagedNodeFact> serving =
          world.managedNode(name).filter(record -> record.phase() == Phase.READY);
      List<PodFact> pods = serving.map(record -> podsOn(record, world)).orElse(List.of());
      if (serving.isEmpty() || !pods.isEmpty()) {
        unused.remove(name);
      }
      serving.filter(record -> !pods.isEmpty()).ifPresent(record -> tell(record, pods));
    }
  }

  private static List<PodFact> podsOn(ManagedNodeFact record, World world) {
    NodeName node = record.progress().nodeName();
    return node == null
        ? List.of()
        : world.podsOn(node).stream()
            .filter(pod -> !pod.daemon() && !pod.traits().mirror())
            .toList();
  }

  private void tell(ManagedNodeFact record, List<PodFact> pods) {
    String first = "pod " + pods.getFirst().podKey();
    int more = pods.size() - 1;
    house.journal(
        "scheduled", Deeds.ids(record), "", more == 0 ? first : first + " and " + more + " more");
  }
}
