package io.drover.verticles.simulation;

import io.drover.verticles.bus.ProviderFailure;
import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Calls that are lost, answers that are lost, deaths, a cloud that refuses and an API server that
 * hangs, all from one seed. {@code -Dseeds=N} plays N of them.
 */
@Tag("simulate")
class SeedsTest {
  private static final Duration CALMS_DOWN_AFTER = Duration.ofMinutes(50);

  static Stream<Integer> seeds() {
    return IntStream.rangeClosed(1, Integer.getInteger("seeds", 20)).boxed();
  }

  private static void disturb(Scenario scenario, Weather weather, Random random) {
    House house = scenario.house;
    int kind = random.nextInt(4);
    if (kind == 0) {
      house.cluster.freeze(true);
      house.time.after(Duration.ofSeconds(random.nextInt(90)), () -> house.cluster.freeze(false));
    } else if (kind == 1) {
      Duration wait = Duration.ofSeconds(random.nextInt(60));
      house.cloud.createFailures.add(new ProviderFailure.RateLimited("slow down", wait));
    } else if (kind == 2) {
      house.cloud.createFailures.add(new ProviderFailure.Unreachable("no route", true));
    } else {
      house.cloud.answersToLose++;
    }
    Duration next = Duration.ofSeconds(60 + random.nextInt(240));
    house.time.after(
        next,
        () -> {
          if (!weather.calm()) {
            disturb(scenario, weather, random);
          }
        });
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void holdsWhatItPromisesInAnyWeather(int seed) {
    Weather weather = new Weather(seed);
    Scenario scenario = new Scenario(seed, weather);
    Random random = new Random(~seed);
    scenario.house.time.after(Duration.ofSeconds(30), () -> disturb(scenario, weather, random));
    scenario.house.time.after(CALMS_DOWN_AFTER, weather::calmDown);

    scenario.play();

    scenario.assertNothingWentWrong("seed " + seed + ", " + scenario.house.deaths + " deaths");
    Assertions.assertThat(scenario.house.cloud.made)
        .as("machines made with seed %s", seed)
        .isEqualTo(Scenario.NODES);
  }
}
