package io.drover.verticles.cluster.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Company;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EmbeddedClusterTest {
  private static final LabelSelector WEB =
      new LabelSelector(List.of(new Requirement("app", Requirement.Operator.IN, List.of("web"))));
  private static final LabelSelector NOWHERE =
      new LabelSelector(List.of(new Requirement("", Requirement.Operator.IN, List.of())));

  private final PassingTime time = new PassingTime();
  private final EmbeddedCluster cluster = new EmbeddedCluster("uid", time, time);

  @Test
  void podsThatKeepApartWaitForANodeOfTheirOwn() {
    AffinityTerm term = new AffinityTerm("kubernetes.io/hostname", Set.of("default"), NOWHERE, WEB);
    join("a", "z1");
    cluster.run(web(3, new Company(List.of(), List.of(), List.of(term))));
    settle();

    assertThat(nodesOfPods()).containsExactly("a");
    assertThat(waiting()).isEqualTo(2);

    join("b", "z1");
    settle();

    assertThat(nodesOfPods()).containsExactly("a", "b");
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void podsThatSpreadAreBoundEvenlyOverZones() {
    SpreadConstraint even = new SpreadConstraint("zone", 1, 1, WEB, true, false);
    join("a", "z1");
    join("b", "z2");
    cluster.run(web(4, new Company(List.of(even), List.of(), List.of())));
    settle();

    assertThat(nodesOfPods()).containsExactly("a", "a", "b", "b");
  }

  @Test
  void podsOfAWorkloadAreBoundUntilTheNodeIsFull() {
    join("a", "z1");
    cluster.run(web(5, Company.ANY));
    settle();

    assertThat(nodesOfPods()).hasSize(4);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void podsGoWhereMostIsFreeAndRatherNotWhereANodeIsToGo() {
    join("a", "z1");
    join("b", "z1");
    cluster.run(web(2, Company.ANY));
    settle();

    assertThat(nodesOfPods()).containsExactly("a", "b");

    NodeFact a = node();
    ask(new ClusterCommand.MarkCandidate(a.name(), a.identity().uid(), time.now()));
    cluster.run(web(4, Company.ANY));
    settle();

    assertThat(nodesOfPods()).containsExactly("a", "b", "b", "b");
  }

  @Test
  void aWorkloadThatShrinksGivesUpPodsThatShareANodeFirst() {
    join("a", "z1");
    cluster.run(web(3, Company.ANY));
    settle();
    join("b", "z1");
    cluster.run(web(4, Company.ANY));
    settle();
    assertThat(nodesOfPods()).containsExactly("a", "a", "a", "b");

    cluster.run(web(2, Company.ANY));
    settle();

    assertThat(nodesOfPods()).containsExactly("a", "b");
  }

  @Test
  void aJobSucceedsOnceItHasRunAndBeginsAnewWhereItIsEvicted() {
    join("a", "z1");
    cluster.run(
        EmbeddedWorkload.job("work", Resources.of(1_000, 1_000, 1), Duration.ofMinutes(10)));
    time.pass(Duration.ofMinutes(6));
    PodFact first = cluster.now().pods().iterator().next();
    ask(new ClusterCommand.EvictPod(first.podKey(), first.identity().uid()));

    time.pass(Duration.ofMinutes(9));
    assertThat(nodesOfPods()).containsExactly("a");
    assertThat(cluster.now().pods().iterator().next().podKey()).isNotEqualTo(first.podKey());

    time.pass(Duration.ofMinutes(2));
    assertThat(cluster.now().pods()).isEmpty();
    assertThat(cluster.now().owners()).isEmpty();
  }

  @Test
  void putsBackWhatADrainHasChangedOfANode() {
    join("a", "z1");
    NodeFact before = node();

    ask(new ClusterCommand.Cordon(before.name(), before.identity().uid()));
    assertThat(node().shape().unschedulable()).isTrue();
    assertThat(node().markedDraining()).isTrue();
    assertThat(node().labels()).containsKey(NodeFact.NOT_BALANCED_LABEL);
    ask(new ClusterCommand.Uncordon(before.name(), before.identity().uid()));

    assertThat(node().shape()).isEqualTo(before.shape());
    assertThat(node().labels()).isEqualTo(before.labels());
  }

  @Test
  void keepsTheCordonThatWasThereBeforeTheDrain() {
    cluster.join(
        new NodeName("a"),
        "sim://a",
        Map.of(NodeFact.NOT_BALANCED_LABEL, "theirs"),
        new NodeFact.Shape(Resources.NONE, Resources.NONE, List.of(), true));
    NodeFact before = node();

    ask(new ClusterCommand.Cordon(before.name(), before.identity().uid()));
    ask(new ClusterCommand.Uncordon(before.name(), before.identity().uid()));

    assertThat(node().shape()).isEqualTo(before.shape());
    assertThat(node().labels()).isEqualTo(before.labels());
  }

  private NodeFact node() {
    return cluster.now().node(new NodeName("a")).orElseThrow();
  }

  private void ask(ClusterCommand command) {
    assertThat(cluster.perform(command).result()).isEqualTo(new ClusterOutcome.Done());
  }

  private void join(String name, String zone) {
    cluster.join(
        new NodeName(name),
        "sim://" + name,
        Map.of("kubernetes.io/hostname", name, "zone", zone),
        EmbeddedCluster.shape(Resources.of(4_000, 4_000, 10), List.of()));
  }

  private void settle() {
    time.pass(Duration.ofSeconds(1));
  }

  private static EmbeddedWorkload web(int replicas, Company company) {
    PodNeeds needs =
        new PodNeeds(
            Resources.of(1_000, 1_000, 1),
            NodeChoice.ANY,
            List.of(),
            company,
            PodVolumes.NONE,
            Set.of());
    return new EmbeddedWorkload("web", replicas, needs, 0);
  }

  private Stream<String> nodesOfPods() {
    return cluster.now().pods().stream()
        .map(PodFact::state)
        .filter(state -> state.scheduling() == Scheduling.BOUND)
        .map(state -> String.valueOf(state.nodeName()))
        .sorted();
  }

  private long waiting() {
    return cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == Scheduling.UNSCHEDULABLE)
        .count();
  }
}
