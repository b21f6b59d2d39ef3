package io.drover.verticles.spot;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.InterruptionFact;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.SpotAnswer;
import io.drover.verticles.bus.SpotAnswer.Reason;
import io.drover.verticles.bus.SpotNotice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpotRoomTest {
  private static final String SECRET = "a secret";
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final String BODY =
      """
      {"providerId":"simulated://zone-a/i-1","kind":"INTERRUPTION",\
      "deadline":"2026-01-01T00:02:00Z"}""";
  private static final Rooms ONE = new Rooms("uid-1");
  private static final Rooms TWO = new Rooms("uid-2");

  private final ImmediateBus bus = new ImmediateBus();
  private final SpotRoom room = room(Optional.of(SECRET), 3);

  private SpotRoom room(Optional<String> secret, int mostRemembered) {
    return new SpotRoom(
        new SpotSettings(() -> secret, WINDOW, mostRemembered), bus, () -> List.of(ONE, TWO));
  }

  @Test
  void tellsEveryServedClusterOfAGenuineNotice() {
    SpotAnswer answer = room.take(sign(SECRET, NOW, BODY), BODY, NOW);

    InterruptionFact expected =
        new InterruptionFact(
            "simulated://zone-a/i-1",
            InterruptionFact.Kind.INTERRUPTION,
            Instant.parse("2026-01-01T00:02:00Z"),
            NOW);
    assertThat(answer).isEqualTo(new SpotAnswer.Accepted(expected));
    assertThat(bus.published(ONE.interruption())).containsExactly(expected);
    assertThat(bus.published(TWO.interruption())).containsExactly(expected);
  }

  @Test
  void answersTheDoorOverTheBus() {
    room.start();

    var answer =
        bus.ask(
            SpotNotice.TAKE,
            new SpotNotice(sign(SECRET, NOW, BODY), BODY, NOW),
            Duration.ofSeconds(5));

    assertThat(answer.result()).isInstanceOf(SpotAnswer.Accepted.class);
  }

  @Test
  void acceptsANoticeWithoutDeadline() {
    String body = "{\"providerId\":\"x://1\",\"kind\":\"REBALANCE_RECOMMENDATION\"}";

    SpotAnswer answer = room.take(sign(SECRET, NOW, body), body, NOW);

    assertThat(answer)
        .isInstanceOfSatisfying(
            SpotAnswer.Accepted.class, a -> assertThat(a.interruption().deadline()).isNull());
  }

  @Test
  void refusesANoticeSignedWithAnotherSecret() {
    refuses(sign("another secret", NOW, BODY), BODY, NOW, Reason.SIGNATURE_INVALID);
  }

  @Test
  void refusesASignatureOfAnotherBody() {
    refuses(sign(SECRET, NOW, BODY), BODY.replace("i-1", "i-2"), NOW, Reason.SIGNATURE_INVALID);
  }

  @Test
  void refusesASignatureWhoseTimeWasChanged() {
    String later = sign(SECRET, NOW.minusSeconds(600), BODY).replaceAll("t=\\d+", "t=1767225600");

    refuses(later, BODY, NOW, Reason.SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "t=1767225600",
        "v1=00",
        "t=1767225600,v1=",
        "t=1767225600,v1=zz",
        "t=,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "t=99999999999999999999,v1=0000000000000000000000000000000000000000000000000000000000000000",
        "v1=0000000000000000000000000000000000000000000000000000000000000000,t=1767225600"
      })
  void refusesWhatIsNoSignature(String header) {
    refuses(header, BODY, NOW, Reason.SIGNATURE_INVALID);
  }

  @ParameterizedTest
  @CsvSource({"-301, false", "-300, true", "0, true", "300, true", "301, false"})
  void takesOnlyWhatWasSignedWithinTheReplayWindow(long seconds, boolean taken) {
    SpotAnswer answer = room.take(sign(SECRET, NOW.plusSeconds(seconds), BODY), BODY, NOW);

    if (taken) {
      assertThat(answer).isInstanceOf(SpotAnswer.Accepted.class);
    } else {
      assertThat(reason(answer)).isEqualTo(Reason.OUTSIDE_REPLAY_WINDOW);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 300, 599})
  void takesANoticeOnceWithinItsWholeLife(long secondsLater) {
    Instant signedAt = NOW.plusSeconds(300);
    String header = sign(SECRET, signedAt, BODY);
    room.take(header, BODY, NOW);

    refuses(header, BODY, NOW.plusSeconds(secondsLater), Reason.REPLAYED);
    assertThat(bus.published(ONE.interruption())).hasSize(1);
  }

  @Test
  void takesTheSameNewsSignedAnew() {
    room.take(sign(SECRET, NOW, BODY), BODY, NOW);

    SpotAnswer again = room.take(sign(SECRET, NOW.plusSeconds(1), BODY), BODY, NOW.plusSeconds(1));

    assertThat(again).isInstanceOf(SpotAnswer.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "null",
        "[]",
        "{}",
        "{\"providerId\":\"x://1\"}",
        "{\"providerId\":\"\",\"kind\":\"INTERRUPTION\"}",
        "{\"providerId\":7,\"kind\":\"INTERRUPTION\"}",
        "{\"providerId\":\"x://1\",\"kind\":\"PARTY\"}",
        "{\"providerId\":\"x://1\",\"kind\":\"INTERRUPTION\",\"deadline\":\"soon\"}"
      })
  void refusesAGenuineNoticeThatSaysNothing(String body) {
    refuses(sign(SECRET, NOW, body), body, NOW, Reason.MALFORMED);
  }

  @Test
  void refusesANoticeThatIsTooLong() {
    String body = BODY.replace("i-1", "i".repeat(20_000));

    refuses(sign(SECRET, NOW, body), body, NOW, Reason.MALFORMED);
  }

  @Test
  void refusesMoreNoticesThanItCanRememberUntilTheyAreOld() {
    for (int i = 0; i < 3; i++) {
      room.take(sign(SECRET, NOW.minusSeconds(i), BODY), BODY, NOW);
    }
    String fourth = sign(SECRET, NOW.plusSeconds(10), BODY);

    assertThat(reason(room.take(fourth, BODY, NOW))).isEqualTo(Reason.TOO_MANY);
    assertThat(room.take(fourth, BODY, NOW.plusSeconds(305)))
        .isInstanceOf(SpotAnswer.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void acceptsNothingWithoutASecret(String secret) {
    SpotRoom without = room(Optional.of(secret), 3);

    assertThat(reason(without.take(sign(SECRET, NOW, BODY), BODY, NOW)))
        .isEqualTo(Reason.NOT_CONFIGURED);
  }

  private void refuses(String header, String body, Instant at, Reason reason) {
    int before = bus.published(ONE.interruption()).size();
    assertThat(reason(room.take(header, body, at))).isEqualTo(reason);
    assertThat(bus.published(ONE.interruption())).hasSize(before);
  }

  private static Reason reason(SpotAnswer answer) {
    assertThat(answer).isInstanceOf(SpotAnswer.Refused.class);
    return ((SpotAnswer.Refused) answer).reason();
  }

  private static String sign(String secret, Instant at, String body) {
    return new SenderOfNotices(secret).sign(at, body);
  }
}
