package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.StorageFacts.aWaitingClass;
import static io.drover.rules.facts.StorageFacts.attaching;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimBuilder;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodVolumes.Disk;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law of trials, with pods that mount all there is to mount. */
final class VolumeTrialsTest {
  static LongStream seeds() {
    return LongStream.rangeClosed(1, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersAfterARevertAsIfNothingHadBeen(long seed) {
    Random random = new Random(seed);
    List<PodFact> bound = new ArrayList<>();
    World world = world(random, bound);
    ClusterModel tried = new ClusterModel(world);
    ClusterModel untouched = new ClusterModel(world);

    tried.fork();
    for (int step = 0; step < 40; step++) {
      act(tried, bound, step, random);
    }
    tried.revert();

    for (int p = 0; p < 40; p++) {
      PodFact pod = mounting("after-" + p, random).build();
      assertThat(tried.place(pod, n -> true))
          .as("seed %d, pod %d", seed, p)
          .isEqualTo(untouched.place(pod, n -> true));
      assertThat(tried.refusals(pod)).isEqualTo(untouched.refusals(pod));
    }
  }

  private static World world(Random random, List<PodFact> bound) {
    var world = aWorld().with(aWaitingClass("fast"));
    for (int c = 0; c < 12; c++) {
      AccessMode mode = c % 4 == 0 ? AccessMode.READ_WRITE_ONCE_POD : AccessMode.READ_WRITE_ONCE;
      ClaimBuilder claim = aClaim("c-" + c).of("fast").modes(mode);
      if (c % 3 != 0) {
        claim.boundTo("v-" + c);
      }
      world.with(claim);
      world.with(
          aVolume("v-" + c)
              .of(random.nextBoolean() ? "fast" : "none")
              .modes(mode)
              .reachedBy(in("topology.kubernetes.io/zone", "z-" + random.nextInt(2))));
    }
    for (int n = 0; n < 6; n++) {
      world.with(aNode("n" + n).with("64", "64Gi").inZone("z-" + n % 2));
      world.with(attaching("n" + n, random.nextInt(4)));
      for (int p = 0; p < random.nextInt(4); p++) {
        PodFact pod = mounting("b" + n + "-" + p, random).on("n" + n).build();
        bound.add(pod);
        world.with(pod);
      }
    }
    return world.build();
  }

  private static PodBuilder mounting(String name, Random random) {
    PodBuilder pod = aPod(name);
    for (int v = 0; v < random.nextInt(3); v++) {
      pod.mounting("c-" + random.nextInt(12));
    }
    return random.nextInt(5) > 0
        ? pod
        : pod.mounting(new Disk("iscsi", "d-" + random.nextInt(3), random.nextBoolean(), true));
  }

  private static void act(ClusterModel model, List<PodFact> bound, int step, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        if (!bound.isEmpty()) {
          model.remove(bound.get(random.nextInt(bound.size())));
        }
      }
      case 1 -> {
        if (random.nextInt(4) == 0) {
          model.close(new NodeName("n" + random.nextInt(6)));
        }
      }
      case 2 -> {
        model.fork();
        PodFact inner = mounting("inner-" + step, random).build();
        model.place(inner, n -> true);
        if (random.nextBoolean()) {
          model.remove(inner);
        }
        if (random.nextBoolean()) {
          model.commit();
        } else {
          model.revert();
        }
      }
      default -> model.place(mounting("try-" + step, random).build(), n -> true);
    }
  }
}
