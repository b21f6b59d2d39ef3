package io.drover.verticles.provider.vpsie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final PipelineSettings.Rate RATE = PipelineSettings.Rate.DEFAULTS;

  private final PassingTime time = new PassingTime();
  private final List<Instant> sent = new ArrayList<>();
  private final List<String> order = new ArrayList<>();
  private RateLimit limit = new RateLimit(RATE, time, time);

  private Future<RateLimit.Pass> call(String caller) {
    return limit
        .pass(caller)
        .onSuccess(
            pass -> {
              if (pass instanceof RateLimit.Pass.Go) {
                sent.add(time.now());
                order.add(caller);
              }
            });
  }

  @Test
  void letsTheBurstGoAtOnceAndThenAtTheRate() {
    for (int i = 0; i < 30; i++) {
      call("a");
    }
    int atOnce = sent.size();
    time.pass(Duration.ofMillis(760));
    int afterOne = sent.size();
    time.pass(Duration.ofSeconds(10));

    assertThat(atOnce).isEqualTo(20);
    assertThat(afterOne).isEqualTo(21);
    assertThat(sent).hasSize(30);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverLetsMoreThanAHundredGoInAnyMinute(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      for (int burst = random.nextInt(6); burst > 0; burst--) {
        call("cluster-" + random.nextInt(3));
      }
      time.pass(Duration.ofMillis(random.nextInt(1_500)));
    }

    assertThat(sent).hasSizeGreaterThan(2_000);
    assertThat(MostWithin.of(MINUTE, sent)).as("seed %d", seed).isLessThanOrEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countsWhatTheMemberBeforeHasSentAsItsOwn(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      for (int burst = random.nextInt(6); burst > 0; burst--) {
        call("a");
      }
      time.pass(Duration.ofMillis(random.nextInt(1_500)));
      if (random.nextInt(100) == 0) {
        RateLimit next = new RateLimit(RATE, time, time);
        next.alsoSent(limit.handOver());
        limit = next;
      }
    }

    assertThat(sent).hasSizeGreaterThan(1_500);
    assertThat(MostWithin.of(MINUTE, sent)).as("seed %d", seed).isLessThanOrEqualTo(100);
  }

  @Test
  void waitsAWholeWindowWhenItOnlyKnowsHowManyWereSent() {
    limit.alsoSent(100);
    call("a");
    call("a");

    time.pass(Duration.ofSeconds(29));
    assertThat(sent).isEmpty();

    time.pass(Duration.ofSeconds(37));
    Future<RateLimit.Pass> late = call("a");
    assertThat(late.result()).isInstanceOf(RateLimit.Pass.Go.class);
  }

  @Test
  void tellsTheTimesOfItsOwnCallsAndOfThoseTakenOver() {
    Instant before = time.now().minusSeconds(30);
    limit.alsoSent(List.of(before, time.now().minusSeconds(300)));
    call("a");
    time.pass(Duration.ofSeconds(1));

    assertThat(limit.lastCalls()).containsExactly(before, time.now().minusSeconds(1));
  }

  @Test
  void servesClustersInTurnHoweverLongOneLineIs() {
    for (int i = 0; i < 50; i++) {
      call("greedy");
    }
    order.clear();
    call("modest");
    call("modest");
    time.pass(Duration.ofSeconds(4));

    assertThat(order).startsWith("greedy", "modest", "greedy", "modest", "greedy");
  }

  @Test
  void refusesWhoHasWaitedTooLong() {
    List<Future<RateLimit.Pass>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(call("a"));
    }
    time.pass(Duration.ofSeconds(31));

    assertThat(all).allMatch(Future::isComplete);
    assertThat(sent).hasSizeBetween(59, 61);
    assertThat(all.getLast().result())
        .isInstanceOfSatisfying(
            RateLimit.Pass.NotNow.class,
            no -> assertThat(no.detail()).isEqualTo("no turn within 30 s"));
  }

  @Test
  void holdsAllBackForAsLongAsVpsieAsks() {
    Future<RateLimit.Pass> patient;
    limit.hold(Duration.ofSeconds(10));
    patient = call("a");
    time.pass(Duration.ofSeconds(9));
    boolean early = patient.isComplete();
    time.pass(Duration.ofSeconds(2));
    limit.hold(Duration.ofMinutes(5));
    Future<RateLimit.Pass> hopeless = call("a");

    assertThat(early).isFalse();
    assertThat(patient.result()).isInstanceOf(RateLimit.Pass.Go.class);
    assertThat(hopeless.result())
        .isInstanceOfSatisfying(
            RateLimit.Pass.NotNow.class,
            no -> assertThat(no.retryAfter()).isEqualTo(Duration.ofMinutes(5)));
  }

  @Test
  void aCallThatWasNotMadeLeavesItsPlaceToAnother() {
    List<RateLimit.Pass.Go> passes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      passes.add((RateLimit.Pass.Go) call("a").result());
    }
    Future<RateLimit.Pass> next = call("a");
    boolean before = next.isComplete();
    limit.giveBack(passes.getLast());

    assertThat(before).isFalse();
    assertThat(next.result()).isInstanceOf(RateLimit.Pass.Go.class);
    assertThat(limit.lastCalls()).hasSize(20);
  }
}
