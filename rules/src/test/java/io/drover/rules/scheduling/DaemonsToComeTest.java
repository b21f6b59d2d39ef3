package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aDaemonSet;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.SpreadConstraint;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pods that DaemonSets will run on nodes that are not there yet, as other pods see them. */
class DaemonsToComeTest {
  private static final String HOST = "kubernetes.io/hostname";
  private static final LabelSelector AGENTS = new LabelSelector(List.of(in("app", "agent")));
  private static final LabelSelector QUIET = new LabelSelector(List.of(in("quiet", "yes")));

  private final DaemonSetFact agent = aDaemonSet("agent", aPod("a").labelled("app", "agent"));

  @Test
  void keepPodsAwayThatDoNotWantThemNear() {
    ClusterModel model = modelWith(agent);

    assertThat(model.refusals(aPod("p").apartFrom(near(AGENTS)).build()).get("new"))
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.POD_ANTI_AFFINITY, "node(s) didn't match pod anti-affinity rules"));
    assertThat(model.refusals(aPod("p").build())).doesNotContainKey("new");
  }

  @Test
  void attractPodsThatWantThemNear() {
    PodBuilder pod = aPod("p").near(near(AGENTS));

    assertThat(modelWith(agent).place(pod.build(), any -> true)).contains("new");
    assertThat(modelWith(aDaemonSet("other", aPod("o"))).place(pod.build(), any -> true)).isEmpty();
  }

  @Test
  void keepAwayWhomTheyThemselvesDoNotWantNear() {
    DaemonSetFact loud = aDaemonSet("loud", aPod("l").apartFrom(near(QUIET)));
    ClusterModel model = modelWith(loud);
    PodBuilder quiet = aPod("p").labelled("quiet", "yes");

    assertThat(model.goesOneByOne(quiet.build())).isTrue();
    assertThat(model.refusals(quiet.build()).get("new"))
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.POD_ANTI_AFFINITY,
                "node(s) didn't satisfy existing pods anti-affinity rules"));
    assertThat(model.refusals(aPod("p").build())).doesNotContainKey("new");
  }

  @Test
  void countForASpread() {
    SpreadConstraint evenly = new SpreadConstraint(HOST, 1, 1, AGENTS, true, false);
    PodBuilder pod =
        aPod("p").inNamespace("kube-system").labelled("app", "agent").spreading(evenly);

    assertThat(modelWith(agent).refusals(pod.build())).containsOnlyKeys("new");
  }

  @Test
  void areForgottenWithTheirNode() {
    ClusterModel model = new ClusterModel(aWorld().with(aNode("there")).build());
    PodBuilder wants = aPod("p").near(near(AGENTS));
    model.fork();
    model.add("new", template(agent));
    assertThat(model.refusals(wants.build())).doesNotContainKey("new");

    model.revert();
    model.add("other", template(aDaemonSet("other", aPod("o"))));

    assertThat(model.refusals(wants.build())).containsKeys("there", "other");
  }

  @Test
  void areCountedOnceMoreWhenASelectorTellsPodsFurtherApart() {
    ClusterModel model = modelWith(agent);
    model.refusals(aPod("p").apartFrom(near(QUIET)).build());

    assertThat(model.refusals(aPod("p").apartFrom(near(AGENTS)).build())).containsKey("new");
    model.refusals(
        aPod("p")
            .apartFrom(near(new LabelSelector(List.of(in("app", "agent"), in("tier", "x")))))
            .build());
    assertThat(model.refusals(aPod("p").apartFrom(near(AGENTS)).build())).containsKey("new");
  }

  @Test
  void areKnownToAModelThatHearsOfThemLater() {
    ClusterModel model = new ClusterModel(aWorld().with(aNode("there")).build());
    DaemonSetFact loud = aDaemonSet("loud", aPod("l").apartFrom(near(QUIET)));

    model.apply(new Delta.Put(loud));

    assertThat(model.goesOneByOne(aPod("p").labelled("quiet", "yes").build())).isTrue();
  }

  private static ClusterModel modelWith(DaemonSetFact daemonSet) {
    ClusterModel model = new ClusterModel(aWorld().with(aNode("there")).with(daemonSet).build());
    model.add("new", template(daemonSet));
    return model;
  }

  private static NodeTemplate template(DaemonSetFact daemonSet) {
    return Templates.of(aGroup("general").build(), anOffering("small").build(), List.of(daemonSet));
  }

  private static AffinityTerm near(LabelSelector pods) {
    return new AffinityTerm(
        HOST, Set.of("kube-system", "default"), new LabelSelector(List.of(in(""))), pods);
  }
}
