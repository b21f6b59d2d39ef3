package io.drover.verticles.simulation;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Steps of a life that a race or a lie brings about: the process is killed at each call after it,
 * before the call and before its answer, and the life ends as it would have ended without.
 */
class RareStepsTest {
  private static final Resources ROOM = Resources.of(1900, 3800L << 20, 110);
  private static final int MOST_CALLS = 200;

  /** Kills at one call, counted from when the rare thing happens. */
  private static final class Death implements Crossing {
    private final int point;
    private boolean armed;
    private int calls;

    Death(int point) {
      this.point = point;
    }

    @Override
    public Fate next(String command) {
      if (!armed) {
        return Fate.PASSES;
      }
      int call = calls++;
      if (call != point / 2) {
        return Fate.PASSES;
      }
      return point % 2 == 0 ? Fate.KILLED_BEFORE : Fate.KILLED_AFTER;
    }
  }

  /** What happens. */
  enum Rare {
    /** Somebody uncordons a node while it is drained. */
    VETO {
      @Override
      void happen(House house) {
        house.cluster.run(ShapesTest.web(6));
        house.time.runUntil(() -> ShapesTest.pods(house) == 6, Duration.ofMinutes(9));
        house.cluster.run(ShapesTest.web(3));
        house.time.runUntil(() -> cordoned(house) == 1, Duration.ofMinutes(30));
        house.cluster.now().nodes().stream()
            .filter(node -> node.shape().unschedulable())
            .map(NodeFact::name)
            .forEach(house.cluster::uncordon);
      }

      @Override
      void assertEnd(House house, String what) {
        assertThat(cordoned(house)).as(what).isZero();
        assertThat(house.cloud.machines()).as(what).isEqualTo(1);
        assertThat(ShapesTest.pods(house)).as(what).isEqualTo(3);
      }
    },

    /** A record is taken away while its node serves. */
    RECORD_LOST {
      @Override
      void happen(House house) {
        house.cluster.run(ShapesTest.web(3));
        house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(9));
        house.time.pass(Duration.ofMinutes(1));
        house.cluster.forget(records(house).getFirst().identity().name());
        house.time.pass(Duration.ofMinutes(14));
      }

      @Override
      void assertEnd(House house, String what) {
        assertThat(records(house)).as(what).hasSize(1).allMatch(r -> r.phase() == Phase.READY);
        assertThat(deletes(house)).as(what).isZero();
        assertThat(ShapesTest.pods(house)).as(what).isEqualTo(3);
        assertThat(house.cloud.made).as(what).isEqualTo(1);
      }
    },

    /** A dead Node that was taken up is ready again. */
    NODE_BACK {
      @Override
      void happen(House house) {
        house.cluster.run(ShapesTest.web(3));
        house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(9));
        join(house);
        house.cluster.silence(GHOST);
        house.time.runUntil(() -> records(house).size() == 2, Duration.ofMinutes(20));
        join(house);
      }

      private void join(House house) {
        house.cluster.join(
            GHOST,
            "fake://general-ghost",
            Map.of(NodeFact.GROUP_LABEL, "general"),
            EmbeddedCluster.shape(ROOM, List.of()));
      }

      @Override
      void assertEnd(House house, String what) {
        assertThat(house.cluster.now().node(GHOST)).as(what).isPresent();
        assertThat(house.cluster.now().managedNode(GHOST.value())).as(what).isEmpty();
        assertThat(deletes(house)).as(what).isZero();
      }
    },

    /** A machine of a life that has failed is listed after all. */
    MACHINE_BACK {
      @Override
      void happen(House house) {
        house.cloud.joins = false;
        house.cluster.run(ShapesTest.web(1));
        house.time.runUntil(() -> failed(house).size() == 1, Duration.ofHours(1));
        house.cluster.run(ShapesTest.web(0));
        house.cloud.more.add(
            new Instance(
                "fake://again",
                "again",
                Instance.State.RUNNING,
                new OwnerTag(
                    "home", "cluster-uid", "general", failed(house).getFirst().identity().uid())));
      }

      @Override
      void assertEnd(House house, String what) {
        assertThat(house.cloud.more).as(what).isEmpty();
        assertThat(house.cloud.machines()).as(what).isZero();
        assertThat(records(house)).as(what).isEmpty();
      }
    };

    private static final NodeName GHOST = new NodeName("general-ghost");

    abstract void happen(House house);

    abstract void assertEnd(House house, String what);

    private static long cordoned(House house) {
      return house.cluster.now().nodes().stream().filter(n -> n.shape().unschedulable()).count();
    }

    private static List<ManagedNodeFact> records(House house) {
      return List.copyOf(house.cluster.now().managedNodes());
    }

    private static List<ManagedNodeFact> failed(House house) {
      return records(house).stream().filter(r -> r.phase() == Phase.FAILED).toList();
    }

    private static long deletes(House house) {
      return house.cloud.log.stream().filter(ProviderCommand.Delete.class::isInstance).count();
    }
  }

  @ParameterizedTest
  @EnumSource
  void endAsTheyWouldWithoutADeath(Rare rare) {
    int point = 0;
    while (lives(rare, point)) {
      point++;
    }
    assertThat(point).as("deaths").isBetween(4, MOST_CALLS);
  }

  /** Whether there was such a call. */
  private static boolean lives(Rare rare, int point) {
    Death death = new Death(point);
    House house =
        new House(
            1,
            List.of(anOffering("small").of("cloud").with("2", "4Gi").allocatable(ROOM).build()),
            death);
    ShapesTest.apply(house);
    rare.happen(house);
    death.armed = true;
    house.time.pass(Duration.ofHours(2));
    rare.assertEnd(house, rare + " killed at " + point);
    assertThat(house.cloud.pulledFromUnderPods).as("%s killed at %d", rare, point).isEmpty();
    return house.deaths == 1;
  }
}
