package io.drover.rules.scheduling;

import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A model that has followed a world answers like one that was built on it from scratch. */
class FollowingTest {
  private static final int SEEDS = 60;
  private static final int BATCHES = 25;
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String HOST = "kubernetes.io/hostname";
  private static final LabelSelector NOTHING = new LabelSelector(List.of(in("")));

  @Test
  void answersLikeAModelBuiltFromScratch() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      ObservedWorld world = aWorld().build();
      ClusterModel model = new ClusterModel(world);
      for (int batch = 0; batch < BATCHES; batch++) {
        List<Delta> deltas = deltas(random);
        Position next = new Position(world.position().epoch(), world.position().sequence() + 1);
        assertThat(world.apply(new FactBatch(next, deltas))).isTrue();
        deltas.forEach(model::apply);
        loadsAddUp(world);
        String when = "seed %d, batch %d".formatted(seed, batch);
        tryAndUndo(model, random);
        assertThat(model.deviation()).as(when).isEmpty();
        compare(model, new ClusterModel(world), random, when);
      }
    }
  }

  private static void compare(ClusterModel model, ClusterModel fresh, Random random, String when) {
    model.sort();
    model.fork();
    for (int n = 0; n < 8; n++) {
      PodFact pod = aRandomPod("pending-" + n, random).build();
      assertThat(model.refusals(pod)).as(when).isEqualTo(fresh.refusals(pod));
      assertThat(model.place(pod, any -> true)).as(when).isEqualTo(fresh.place(pod, any -> true));
    }
    model.revert();
  }

  private static void loadsAddUp(ObservedWorld world) {
    for (int n = 0; n < 9; n++) {
      NodeName node = new NodeName("n" + n);
      List<PodFact> moving = world.podsOn(node).stream().filter(PodFact::moves).toList();
      Resources sum =
          moving.stream().map(p -> p.needs().requests()).reduce(Resources.NONE, Resources::plus);
      assertThat(world.load(node))
          .isEqualTo(
              new NodeLoad(moving.size(), sum.get(Resources.CPU), sum.get(Resources.MEMORY), 0));
    }
    assertThat(world.unschedulablePods())
        .containsExactlyElementsOf(
            world.pods().stream()
                .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.UNSCHEDULABLE)
                .toList());
    assertThat(world.nominatedPods())
        .containsExactlyElementsOf(
            world.pods().stream()
                .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.NOMINATED)
                .toList());
  }

  private static void tryAndUndo(ClusterModel model, Random random) {
    model.fork();
    for (int n = 0; n < 5; n++) {
      model.place(aRandomPod("tried-" + n, random).build(), any -> true);
    }
    model.revert();
  }

  private static List<Delta> deltas(Random random) {
    List<Delta> deltas = new ArrayList<>();
    for (int n = 0; n < 1 + random.nextInt(6); n++) {
      deltas.add(
          switch (random.nextInt(9)) {
            case 0, 1 -> put(aRandomNode(random).build());
            case 2 -> new Delta.Drop(new FactKey(FactKey.Kind.NODE, "n" + random.nextInt(8)));
            case 3 ->
                new Delta.Drop(new FactKey(FactKey.Kind.POD, "default/p" + random.nextInt(20)));
            case 5 -> put(aRandomPod("p" + random.nextInt(20), random).build());
            case 8 ->
                put(
                    aRandomPod("p" + random.nextInt(20), random)
                        .nominatedFor("n" + random.nextInt(9))
                        .build());
            case 4 -> put(new NamespaceFact("default", Map.of("team", letter(random)), false));
            default ->
                put(
                    aRandomPod("p" + random.nextInt(20), random)
                        .on("n" + random.nextInt(9))
                        .build());
          });
    }
    return deltas;
  }

  private static Delta put(Fact fact) {
    return new Delta.Put(fact);
  }

  private static NodeBuilder aRandomNode(Random random) {
    String name = "n" + random.nextInt(8);
    NodeBuilder node =
        aNode(name).with("2", "4Gi").labelled(HOST, name).labelled("disk", letter(random));
    if (random.nextInt(5) > 0) {
      node.labelled(ZONE, letter(random));
    }
    switch (random.nextInt(8)) {
      case 0 -> node.cordoned();
      case 1 -> node.notReady();
      case 2 -> node.tainted("dedicated", letter(random), Taint.Effect.NO_SCHEDULE);
      default -> {}
    }
    return node;
  }

  static PodBuilder aRandomPod(String name, Random random) {
    PodBuilder pod =
        aPod(name)
            .asking(100 + 100 * random.nextInt(6) + "m", "128Mi")
            .labelled("app", letter(random))
            .labelled("tier", letter(random));
    switch (random.nextInt(9)) {
      case 0 -> pod.selecting("disk", letter(random));
      case 1 -> pod.tolerating("dedicated");
      case 2 -> pod.hostPort(9000 + random.nextInt(2));
      case 3 ->
          pod.spreading(
              new SpreadConstraint(
                  random.nextBoolean() ? ZONE : HOST,
                  1,
                  1 + random.nextInt(3),
                  selector(random),
                  random.nextBoolean(),
                  random.nextBoolean()));
      case 4 -> pod.near(term(random));
      case 5 -> pod.apartFrom(term(random));
      case 6 -> pod.deletingSince(Instant.EPOCH);
      default -> {}
    }
    return pod;
  }

  private static AffinityTerm term(Random random) {
    LabelSelector namespaces =
        random.nextBoolean() ? NOTHING : new LabelSelector(List.of(in("team", letter(random))));
    return new AffinityTerm(
        random.nextBoolean() ? ZONE : HOST,
        random.nextInt(3) == 0 ? Set.of() : Set.of("default"),
        namespaces,
        selector(random));
  }

  private static LabelSelector selector(Random random) {
    return new LabelSelector(List.of(in(random.nextBoolean() ? "app" : "tier", letter(random))));
  }

  private static String letter(Random random) {
    return "abc".charAt(random.nextInt(3)) + "";
  }
}
