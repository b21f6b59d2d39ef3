package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.simulation.seeds.Network.Far;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never two owners act, whatever happens to the one that does. */
class OwnersTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  /** A cloud that throttles has the owner call again and again. */
  private static Scene calling() {
    Scene scene = new Scene(Scene.general());
    scene.world.strike(new Fault.ServerErrors(100, Duration.ofMinutes(10)));
    scene.run(Course.plain("web", 30));
    scene.pass(Duration.ofSeconds(20));
    return scene;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 10, 12, 14, 30, -30})
  void theOneThatIsCutOffStopsInTimeThoughItsClockIsSet(int secondsBack) {
    Scene scene = calling();
    Member owner = scene.world.owner().orElseThrow();

    scene.world.strike(new Fault.Partition(owner.number, Far.CLUSTER, true, true, LONG));
    owner.clock.jump(Duration.ofSeconds(-secondsBack));
    scene.pass(Duration.ofMinutes(5));

    assertThat(scene.world.checks().broken()).isEmpty();
    assertThat(scene.world.owner().map(now -> now.number)).isPresent().isNotEqualTo(owner.number);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 16, 60})
  void theOneThatIsStoppedLetsNothingOutAfterwards(int seconds) {
    Scene scene = calling();
    Member owner = scene.world.owner().orElseThrow();

    scene.world.strike(new Fault.Stop(owner.number, Duration.ofSeconds(seconds)));
    scene.pass(Duration.ofMinutes(3));

    assertThat(scene.world.checks().broken()).isEmpty();
  }
}
