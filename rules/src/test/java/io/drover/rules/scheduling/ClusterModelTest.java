package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterModelTest {
  private static final NodeTemplate TWO_CORES =
      new NodeTemplate(Map.of(), List.of(), amounts("2", "4Gi", 110));

  private static ClusterModel modelOf(World world) {
    return new ClusterModel(world);
  }

  @Test
  void prefersTheFullestNodeThatStillFits() {
    ClusterModel model =
        modelOf(
            aWorld()
                .with(aNode("idle"), aNode("half"), aNode("full"))
                .with(
                    aPod("a").asking("1", "1Gi").on("half"),
                    aPod("b").asking("2", "1Gi").on("full"))
                .build());

    assertThat(model.place(aPod("new").asking("500m", "1Gi").build(), n -> true)).contains("half");
  }

  @Test
  void countsOnAReadyNodeWhoseNotReadyTaintIsStillThere() {
    ClusterModel model =
        modelOf(
            aWorld()
                .with(aNode("new").tainted(NodeFact.NOT_READY_TAINT, "", Taint.Effect.NO_SCHEDULE))
                .build());

    assertThat(model.place(aPod("pending").build(), n -> true)).contains("new");
  }

  @Test
  void countsWithEveryOtherTaintOfANodeThatIsThereForAsLongAsItIs() {
    ClusterModel model =
        modelOf(
            aWorld()
                .with(tainted("a", "status-taint.cluster-autoscaler.kubernetes.io/busy"))
                .with(tainted("b", "startup-taint.cluster-autoscaler.kubernetes.io/cni"))
                .with(tainted("c", "node.kubernetes.io/memory-pressure"))
                .build());

    assertThat(model.refusals(aPod("pending").build())).containsOnlyKeys("a", "b", "c");
  }

  private static NodeBuilder tainted(String name, String key) {
    return aNode(name).tainted(key, "", Taint.Effect.NO_SCHEDULE);
  }

  @Test
  void takesTheLastByNameOfEquallyFullNodes() {
    ClusterModel model = modelOf(aWorld().with(aNode("b"), aNode("a"), aNode("c")).build());

    assertThat(model.place(aPod("new").build(), n -> true)).contains("c");
  }

  @Test
  void countsWhatItHasPlaced() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    model.place(aPod("one").asking("1500m", "1Gi").build(), n -> true);

    assertThat(model.place(aPod("two").asking("1500m", "1Gi").build(), n -> true)).isEmpty();
    assertThat(model.refusals(aPod("two").asking("1500m", "1Gi").build()))
        .containsEntry("a", new WhyNot(WhyNot.Cause.INSUFFICIENT_RESOURCES, "Insufficient cpu"));
  }

  @Test
  void leavesOutWhatDoesNotServe() {
    ClusterModel model =
        new ClusterModel(
            aWorld()
                .with(
                    aNode("down").notReady(),
                    aNode("silent").silent(),
                    aNode("going").deleting(),
                    aNode("out"))
                .build());
    model.close(new NodeName("out"));

    assertThat(model.place(aPod("new").build(), n -> true)).isEmpty();
    assertThat(model.refusals(aPod("new").build()).values())
        .extracting(WhyNot::cause)
        .containsOnly(WhyNot.Cause.NODE_UNSCHEDULABLE);
  }

  @Test
  void placesOnlyWhereItIsAllowed() {
    ClusterModel model = modelOf(aWorld().with(aNode("a"), aNode("b")).build());

    assertThat(model.place(aPod("new").build(), name -> name.equals("b"))).contains("b");
  }

  @Test
  void movesAPodAwayFromItsNode() {
    PodFact pod = aPod("p").asking("1500m", "1Gi").on("a").build();
    ClusterModel model = modelOf(aWorld().with(aNode("a"), aNode("b")).with(pod).build());
    model.close(new NodeName("a"));
    model.remove(pod);

    assertThat(model.place(pod, n -> true)).contains("b");
  }

  @Test
  void takesNoMorePodsOnAClosedNode() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    model.close(new NodeName("a"));

    assertThat(model.place(aPod("new").build(), n -> true)).isEmpty();
    assertThat(model.refusals(aPod("new").build()))
        .containsEntry(
            "a", new WhyNot(WhyNot.Cause.NODE_UNSCHEDULABLE, "node(s) were unschedulable"));
  }

  @Test
  void findsANodeOnceTheOneWhomThePodAvoidsHasLeftAClosedOne() {
    AffinityTerm fromWeb =
        new AffinityTerm(
            "zone",
            Set.of("default"),
            new LabelSelector(List.of(in("none", "none"))),
            new LabelSelector(List.of(in("app", "web"))));
    PodFact web = aPod("web").labelled("app", "web").on("a").build();
    ClusterModel model =
        modelOf(
            aWorld()
                .with(aNode("a").labelled("zone", "z"), aNode("b").labelled("zone", "z"))
                .with(web)
                .build());
    model.close(new NodeName("a"));
    assertThat(model.place(aPod("p").apartFrom(fromWeb).build(), n -> true)).isEmpty();

    model.remove(web);

    assertThat(model.place(aPod("p").apartFrom(fromWeb).build(), n -> true)).contains("b");
  }

  @Test
  void countsOnNodesThatAreOnTheirWay() {
    ClusterModel model = modelOf(aWorld().build());
    model.addInFlight("coming", TWO_CORES);

    assertThat(model.place(aPod("new").build(), n -> true)).contains("coming");
  }

  @Test
  void neverPlacesAPodWithAConstraintThatItDoesNotKnow() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    PodFact pod = aPod("p").notSimulated("podAntiAffinity").build();

    assertThat(model.place(pod, n -> true)).isEmpty();
    assertThat(model.refusals(pod).get("a"))
        .extracting(WhyNot::cause)
        .isEqualTo(WhyNot.Cause.POD_NOT_SIMULATED);
  }

  @Test
  void refusesToPlaceAPodTwice() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    model.place(aPod("p").build(), n -> true);

    assertThatThrownBy(() -> model.place(aPod("p").build(), n -> true))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void forgetsAnInnerTrialAndKeepsTheOuterOne() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    PodFact big = aPod("big").asking("2", "1Gi").build();
    model.fork();
    model.addInFlight("coming", TWO_CORES);
    model.fork();
    model.place(big, name -> name.equals("coming"));
    model.revert();
    model.commit();

    assertThat(model.place(big, name -> name.equals("coming"))).contains("coming");
  }

  @Test
  void undoesWhatAnInnerTrialCommittedWhenTheOuterOneIsReverted() {
    ClusterModel model = modelOf(aWorld().with(aNode("a")).build());
    PodFact big = aPod("big").asking("2", "1Gi").build();
    model.fork();
    model.fork();
    model.place(big, n -> true);
    model.close(new NodeName("a"));
    model.commit();
    model.revert();

    assertThat(model.place(big, n -> true)).contains("a");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void answersAfterARevertAsIfNothingHadBeen(long seed) {
    Random random = new Random(seed);
    List<PodFact> bound = new ArrayList<>();
    var world = aWorld();
    for (int n = 0; n < 8; n++) {
      world.with(aNode("n" + n).with("4", "8Gi"));
      for (int p = 0; p < random.nextInt(4); p++) {
        PodFact pod = asking("b" + n + "-" + p, random).on("n" + n).build();
        bound.add(pod);
        world.with(pod);
      }
    }
    World built = world.build();
    ClusterModel tried = modelOf(built);
    ClusterModel untouched = modelOf(built);

    tried.fork();
    for (int step = 0; step < 40; step++) {
      act(tried, bound, step, random);
    }
    tried.revert();

    for (int p = 0; p < 60; p++) {
      PodFact pod = asking("after-" + p, random).build();
      assertThat(tried.place(pod, n -> true))
          .as("seed %d, pod %d", seed, p)
          .isEqualTo(untouched.place(pod, n -> true));
      assertThat(tried.refusals(pod)).isEqualTo(untouched.refusals(pod));
    }
  }

  private static PodBuilder asking(String name, Random random) {
    return aPod(name)
        .asking((1 + random.nextInt(8)) * 100 + "m", 256 * (1 + random.nextInt(4)) + "Mi");
  }

  private static void act(ClusterModel model, List<PodFact> bound, int step, Random random) {
    switch (random.nextInt(5)) {
      case 0 -> {
        if (!bound.isEmpty()) {
          model.remove(bound.get(random.nextInt(bound.size())));
        }
      }
      case 1 -> model.close(new NodeName("n" + random.nextInt(8)));
      case 2 -> model.addInFlight("coming-" + step, TWO_CORES);
      case 3 -> {
        model.fork();
        model.place(asking("inner-" + step, random).build(), n -> true);
        if (random.nextBoolean()) {
          model.commit();
        } else {
          model.revert();
        }
      }
      default -> model.place(asking("try-" + step, random).build(), n -> true);
    }
  }
}
