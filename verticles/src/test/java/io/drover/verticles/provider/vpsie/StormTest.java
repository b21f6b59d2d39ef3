package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.provider.vpsie.FakeVpsie.Sent;
import io.drover.verticles.provider.vpsie.FakeVpsie.Trouble;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import io.drover.verticles.provider.vpsie.pipeline.ErrorKind;
import io.drover.verticles.provider.vpsie.pipeline.MostWithin;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import io.drover.verticles.provider.vpsie.pipeline.PipelineSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Half an hour of storm, in simulated time, from a seed. */
class StormTest {
  private static final Duration STORM = Duration.ofMinutes(30);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final List<String> CLUSTERS = List.of("north", "south", "west");
  private static final int INTENTS = 15;

  private final Map<String, ProviderAnswer.Created> created = new HashMap<>();

  static Stream<Arguments> storms() {
    return Stream.of(VpsieShape.values())
        .flatMap(shape -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(shape, seed)));
  }

  @ParameterizedTest
  @MethodSource("storms")
  void everyIntentGetsOneServerAndTheAccountStaysBelowItsLimit(VpsieShape shape, long seed) {
    VpsieBench bench = storm(shape, new Random(seed));
    for (String cluster : CLUSTERS) {
      for (int i = 0; i < INTENTS; i++) {
        want(bench, create(bench, cluster, cluster + "-" + i));
      }
      listNowAndThen(bench, cluster);
    }

    bench.time.pass(STORM.dividedBy(2));
    handOver(bench);
    bench.time.pass(STORM.dividedBy(2));

    String which = shape + ", seed " + seed;
    assertThat(created).as(which).hasSize(CLUSTERS.size() * INTENTS);
    assertThat(intents(bench)).as("machines per intent, " + which).allMatch(count -> count == 1);
    List<Instant> times = bench.far.sent.stream().map(Sent::at).toList();
    assertThat(times).as(which).hasSizeGreaterThan(500);
    assertThat(MostWithin.of(Duration.ofMinutes(1), times)).as(which).isLessThanOrEqualTo(100);
    assertThat(bench.told)
        .as(which)
        .anyMatch(PipelineEvent.Waited.class::isInstance)
        .contains(
            new PipelineEvent.Failed("GET", ErrorKind.SERVER_ERROR),
            new PipelineEvent.Failed("GET", ErrorKind.RATE_LIMITED),
            new PipelineEvent.Failed("POST", ErrorKind.NO_ANSWER),
            new PipelineEvent.Repeated("GET", 1),
            new PipelineEvent.LoggedIn(true));
  }

  private static VpsieBench storm(VpsieShape shape, Random random) {
    VpsieBench bench = new VpsieBench(shape);
    bench.account =
        bench.account.with(new Lists(VpsieBench.SETTLES, 20)).with(PipelineSettings.DEFAULTS);
    bench.far.latency = Duration.ofSeconds(2);
    bench.far.lag = Duration.ofSeconds(30);
    bench.far.logins.tokenLife = Duration.ofMinutes(4);
    bench.far.troubles = request -> trouble(random);
    bench.start();
    return bench;
  }

  private static Optional<Trouble> trouble(Random random) {
    int luck = random.nextInt(100);
    if (luck < 30) {
      return Optional.of(Trouble.SERVER_ERROR);
    }
    if (luck < 33) {
      return Optional.of(Trouble.RATE_LIMITED);
    }
    return luck < 38
        ? Optional.of(luck < 35 ? Trouble.NO_ANSWER : Trouble.LOST_ANSWER)
        : Optional.empty();
  }

  private static Create create(VpsieBench bench, String cluster, String intent) {
    Create some = bench.create(intent);
    return new Create(
        new OwnerTag("installation", cluster, "general", intent),
        some.name(),
        some.offering(),
        some.template(),
        null,
        null,
        some.token());
  }

  /** As execution does: asks until it is answered. */
  private void want(VpsieBench bench, Create create) {
    bench
        .real
        .perform(create)
        .onComplete(
            answered -> {
              if (answered.result() instanceof ProviderAnswer.Created made) {
                created.put(create.owner().intent(), made);
              } else {
                bench.time.after(RETRY, () -> want(bench, create));
              }
            });
  }

  private static void listNowAndThen(VpsieBench bench, String cluster) {
    bench
        .real
        .perform(
            new ProviderCommand.Instances(
                new ProviderCommand.Scope.Tagged("installation", cluster), ""))
        .onComplete(
            any -> bench.time.after(Duration.ofSeconds(20), () -> listNowAndThen(bench, cluster)));
  }

  /** Another member takes the account over; who asked before asks there. */
  private static void handOver(VpsieBench bench) {
    List<Instant> last = bench.real.limit().handOver();
    bench.start().limit().alsoSent(last);
  }

  private static List<Long> intents(VpsieBench bench) {
    return List.copyOf(
        bench.far.machines.values().stream()
            .collect(Collectors.groupingBy(FakeVpsie.Machine::name, Collectors.counting()))
            .values());
  }
}
