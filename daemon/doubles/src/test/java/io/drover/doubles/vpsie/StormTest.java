package io.drover.doubles.vpsie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class StormTest {
  private static final int MANY = 4_000;

  @Test
  void strikesItsSharesOfTheRequests() {
    List<Reply> replies = weather(Storm.heavy(7), MANY);

    assertThat(share(replies, reply -> reply.answer().status() >= 500))
        .isCloseTo(0.30, within(0.03));
    assertThat(share(replies, reply -> reply.answer().status() == 429))
        .isCloseTo(0.05, within(0.02));
    assertThat(share(replies, reply -> reply.delivery() instanceof Delivery.Cut))
        .isCloseTo(0.03, within(0.015));
    assertThat(replies)
        .filteredOn(reply -> reply.delivery() instanceof Delivery.Late)
        .extracting(reply -> ((Delivery.Late) reply.delivery()).by())
        .allSatisfy(latency -> assertThat(latency).isLessThanOrEqualTo(Duration.ofSeconds(2)))
        .anySatisfy(latency -> assertThat(latency).isGreaterThan(Duration.ofMillis(1_900)));
  }

  @Test
  void isTheSameAgainFromTheSameSeed() {
    assertThat(weather(Storm.heavy(7), 200)).isEqualTo(weather(Storm.heavy(7), 200));
    assertThat(weather(Storm.heavy(7), 200)).isNotEqualTo(weather(Storm.heavy(8), 200));
  }

  @Test
  void givesNoAdviceWhereTheApiGivesNone() {
    VpsieUnderTest test = new VpsieUnderTest();
    Storm limits = new Storm(3, 0, 0, 1, 0, Duration.ZERO, Duration.ZERO);
    test.behave(Behaviour.standard().in(limits));
    assertThat(VpsieUnderTest.refused(test.create("n")).retryAfter())
        .isEqualTo(Duration.ofSeconds(1));
    test.behave(test.api.behaviour().with(Quirk.NO_RETRY_AFTER));
    assertThat(VpsieUnderTest.refused(test.create("n")).retryAfter()).isEqualTo(Duration.ZERO);
  }

  @Test
  void carriesOutSomeOfWhatItAnswersWithAnError() {
    VpsieUnderTest test = new VpsieUnderTest();
    Storm errors = new Storm(3, 1, 0.5, 0, 0, Duration.ZERO, Duration.ZERO);
    test.behave(Behaviour.standard().admitting(0).in(errors));
    for (int i = 0; i < 200; i++) {
      assertThat(test.create("node-" + i).answer().status()).isGreaterThanOrEqualTo(500);
    }
    assertThat(test.api.living()).hasSizeBetween(70, 130);
  }

  @Test
  void delaysEveryAnswerByAFixedTimeWhenItIsOnlyLate() {
    Storm late = Storm.none().late(Duration.ofMillis(50), Duration.ofMillis(50));
    assertThat(weather(late, 3))
        .extracting(Reply::delivery)
        .containsOnly(new Delivery.Late(Duration.ofMillis(50)));
  }

  private static List<Reply> weather(Storm storm, int requests) {
    VpsieUnderTest test = new VpsieUnderTest();
    test.behave(Behaviour.standard().admitting(0).in(storm));
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < requests; i++) replies.add(test.document("GET", "/servers", ""));
    return replies;
  }

  private static double share(List<Reply> replies, Predicate<Reply> struck) {
    return (double) replies.stream().filter(struck).count() / replies.size();
  }
}
