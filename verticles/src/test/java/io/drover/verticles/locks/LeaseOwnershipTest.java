package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeaseOwnershipTest {
  private static final Duration BEAT = Duration.ofSeconds(2);
  private static final Duration VALID = Duration.ofSeconds(15);

  private final PassingTime time = new PassingTime();
  private final LeaseInMemory store = new LeaseInMemory();

  /** What a member's own clock is ahead of the others'. */
  private Duration ahead = Duration.ZERO;

  private LeaseOwnership member(String identity) {
    return member(identity, time);
  }

  private LeaseOwnership member(String identity, Clock clock) {
    LeaseOwnership.Settings settings = new LeaseOwnership.Settings(identity, BEAT, VALID);
    LeaseOwnership member = new LeaseOwnership(store, Candidacy.ALONE, settings, clock, time);
    member.start();
    return member;
  }

  private static Token token(LeaseOwnership member) {
    return member.current().orElseThrow().token();
  }

  @Test
  void onlyOneOfTwoHoldsTheClaim() {
    LeaseOwnership one = member("home/one");
    LeaseOwnership two = member("home/two");

    time.pass(Duration.ofMinutes(5));

    assertThat(one.current()).isPresent();
    assertThat(two.current()).isEmpty();
    assertThat(two.holder()).isEqualTo("home/one");
  }

  @Test
  void takesItsOwnClaimBackAtOnceUnderAHigherToken() {
    LeaseOwnership before = member("home/one");
    Token first = token(before);
    before.stop();

    LeaseOwnership after = member("home/one");

    assertThat(token(after)).isGreaterThan(first);
  }

  @Test
  void takesAClaimOverOnlyAfterItHasSeenItUnchangedForItsWholeValidity() {
    LeaseOwnership one = member("home/one");
    Token first = token(one);
    one.stop();
    LeaseOwnership two = member("home/two");

    time.pass(VALID.minusSeconds(1));
    assertThat(two.current()).isEmpty();

    time.pass(BEAT.plusSeconds(2));
    assertThat(token(two)).isGreaterThan(first);
  }

  @Test
  void losesTheClaimWhenItRunsOutUnrenewed() {
    LeaseOwnership one = member("home/one");
    time.pass(BEAT.plusMillis(1));
    store.reachable = false;

    time.pass(VALID.plus(BEAT));

    assertThat(one.current()).isEmpty();
  }

  @Test
  void holdsNothingWhileItsClockIsSetBackBeforeItsRenewal() {
    LeaseOwnership one = member("home/one", () -> time.now().plus(ahead));
    store.reachable = false;
    assertThat(one.current()).isPresent();

    ahead = Duration.ofHours(-1);

    assertThat(one.current()).isEmpty();
    store.reachable = true;
    time.pass(BEAT);
    assertThat(one.current()).isPresent();
  }

  @Test
  void takesNobodysClaimAwayWhenItsOwnClockJumpsAhead() {
    LeaseOwnership one = member("home/one");
    LeaseOwnership two = member("home/two", () -> time.now().plus(ahead));

    ahead = Duration.ofHours(1);
    time.pass(Duration.ofMinutes(1));

    assertThat(one.current()).isPresent();
    assertThat(two.current()).isEmpty();
  }

  @Test
  void takesADeletedLeaseUnderAHigherTokenThanEverBefore() {
    LeaseOwnership one = member("home/one");
    Token first = token(one);
    store.lease = null;

    time.pass(BEAT.multipliedBy(3));

    assertThat(token(one)).isGreaterThan(first);
  }

  @Test
  void waitsForTheClaimOfWhoHeldALeaseThatWasDeletedUnderIt() {
    LeaseOwnership one = member("home/one");
    LeaseOwnership two = member("home/two");
    time.pass(BEAT);
    one.stop();
    store.lease = null;

    time.pass(VALID.minus(BEAT.multipliedBy(2)));
    assertThat(two.current()).isEmpty();

    time.pass(BEAT.multipliedBy(5));
    assertThat(two.current()).isPresent();
  }

  @Test
  void tellsWhenTheClaimIsTakenAndWhenItIsLost() {
    AtomicInteger told = new AtomicInteger();
    LeaseOwnership one =
        new LeaseOwnership(
            store,
            Candidacy.ALONE,
            new LeaseOwnership.Settings("home/one", BEAT, VALID),
            time,
            time);
    one.onChange(told::incrementAndGet);
    one.start();
    assertThat(told).hasValue(1);

    Instant now = time.now();
    store.lease = new LeaseRecord("other", "home/two", new Token(1, Long.MAX_VALUE), now, VALID);
    time.pass(BEAT);

    assertThat(told).hasValue(2);
    assertThat(one.current()).isEmpty();
  }

  @Test
  void leavesItsClaimToTheOtherAtOnceOnceWhatItBeganHasEnded() {
    LeaseOwnership one = member("home/one");
    LeaseOwnership two = member("home/two");
    Token first = token(one);
    Promise<Void> ended = Promise.promise();

    one.handOver(Duration.ofMinutes(1), ended::future);

    assertThat(one.current()).isEmpty();
    time.pass(BEAT);
    assertThat(two.current()).as("while calls are under way").isEmpty();
    ended.complete();
    time.pass(BEAT);
    assertThat(token(two)).isGreaterThan(first);
  }

  @Test
  void takesAClaimThatItHandedOverAgainOnlyAfterThePause() {
    LeaseOwnership one = member("home/one");
    Token first = token(one);
    one.handOver(Duration.ofMinutes(1), Future::succeededFuture);

    time.pass(Duration.ofSeconds(59));
    assertThat(one.current()).isEmpty();

    time.pass(BEAT.multipliedBy(2));
    assertThat(token(one)).isGreaterThan(first);
  }

  @Test
  void takesALeaseThatWasEmptiedByHandUnderAHigherTokenThanEverBefore() {
    LeaseOwnership one = member("home/one");
    Token first = token(one);
    time.pass(BEAT);
    store.lease = new LeaseRecord("other", "", Token.NONE, Instant.EPOCH, Duration.ZERO);

    time.pass(BEAT.multipliedBy(2));

    assertThat(token(one)).isGreaterThan(first);
  }
}
