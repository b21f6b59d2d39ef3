package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A claim that only the holder of a lock may take. */
class CandidateOwnershipTest {
  private static final Duration BEAT = Duration.ofSeconds(1);
  private static final Duration VALID = Duration.ofSeconds(5);
  private static final String LOCK = "cp:one";

  private final PassingTime time = new PassingTime();
  private final LeaseInMemory store = new LeaseInMemory();
  private final ScriptedCandidacy ofOne = new ScriptedCandidacy();
  private final ScriptedCandidacy ofTwo = new ScriptedCandidacy();

  private LeaseOwnership member(String identity, Candidacy candidacy) {
    LeaseOwnership.Settings settings = new LeaseOwnership.Settings(identity, BEAT, VALID);
    LeaseOwnership member = new LeaseOwnership(store, candidacy, settings, time, time);
    member.start();
    return member;
  }

  private void permit(ScriptedCandidacy candidacy, long fence) {
    candidacy.permit(LOCK, fence, Instant.MAX);
  }

  private static Token token(LeaseOwnership member) {
    return member.current().orElseThrow().token();
  }

  @Test
  void takesNothingWithoutAPermit() {
    LeaseOwnership one = member("home/one", ofOne);

    time.pass(Duration.ofMinutes(1));

    assertThat(one.current()).isEmpty();
    assertThat(store.lease).isNull();
  }

  @Test
  void takesTheClaimUnderTheLocksFenceAsSoonAsItIsPermitted() {
    LeaseOwnership one = member("home/one", ofOne);

    permit(ofOne, 7);

    assertThat(token(one).fence()).isEqualTo(7);
    assertThat(store.lease).isNotNull().extracting(LeaseRecord::lock).isEqualTo(LOCK);
  }

  @Test
  void actsNoLongerThanItIsPermitted() {
    LeaseOwnership one = member("home/one", ofOne);
    Instant until = time.now().plus(Duration.ofSeconds(3));
    ofOne.permit(LOCK, 7, until);
    assertThat(one.current().orElseThrow().validUntil()).isEqualTo(until);

    time.pass(Duration.ofSeconds(3));

    assertThat(one.current()).isEmpty();
    LeaseRecord left = store.lease;
    time.pass(Duration.ofSeconds(10));
    assertThat(store.lease).as("nor renews it").isEqualTo(left);
  }

  @Test
  void losesTheClaimWithThePermit() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);

    ofOne.lose();

    assertThat(one.current()).isEmpty();
  }

  @Test
  void goesOnUnderTheSameTokenWhileTheLockStayedItsOwn() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    Token first = token(one);
    store.reachable = false;
    time.pass(Duration.ofSeconds(20));
    assertThat(one.current()).isEmpty();

    store.reachable = true;
    time.pass(BEAT);

    assertThat(token(one)).isEqualTo(first);
  }

  @Test
  void waitsForTheFormerHoldersClaimAlsoWithAPermit() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    LeaseOwnership two = member("home/two", ofTwo);
    time.pass(BEAT);
    one.stop();

    permit(ofTwo, 8);
    time.pass(VALID.minus(BEAT));
    assertThat(two.current()).isEmpty();

    time.pass(BEAT.multipliedBy(2));
    assertThat(token(two).fence()).isEqualTo(8);
  }

  @Test
  void doesNotWaitForAClaimThatWasHandedOver() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    LeaseOwnership two = member("home/two", ofTwo);
    one.handOver(Duration.ofMinutes(1), Future::succeededFuture);

    permit(ofTwo, 8);

    assertThat(ofOne.resigned).isEqualTo(Duration.ofMinutes(1));
    assertThat(token(two).fence()).isEqualTo(8);
  }

  @Test
  void neverTakesAClaimUnderALowerFenceOfTheSameLock() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    one.handOver(Duration.ofMinutes(1), Future::succeededFuture);
    LeaseOwnership two = member("home/two", ofTwo);

    permit(ofTwo, 7);
    time.pass(Duration.ofMinutes(1));

    assertThat(two.current()).isEmpty();
  }

  @Test
  void raisesTheEpochWhenTheLockIsAnother() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 442);
    Token first = token(one);
    one.stop();
    LeaseOwnership two = member("home/two", ofTwo);

    ofTwo.permit("cp:two", 3, Instant.MAX);
    time.pass(VALID.plus(BEAT));

    assertThat(token(two)).isEqualTo(new Token(first.epoch() + 1, 3));
  }

  @Test
  void raisesTheEpochWhenItGoesOnWithoutALock() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 442);
    Token first = token(one);
    one.stop();

    LeaseOwnership alone = member("home/one", Candidacy.ALONE);

    assertThat(token(alone)).isEqualTo(new Token(first.epoch() + 1, 1));
  }

  @Test
  void holdsNothingUnderAFenceThatIsNotThePermitsAnyMore() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    store.reachable = false;

    permit(ofOne, 9);

    assertThat(one.current()).isEmpty();
    store.reachable = true;
    time.pass(BEAT);
    assertThat(token(one).fence()).isEqualTo(9);
  }

  @Test
  void leavesThePermitToOthersWhenItCannotTakeTheClaim() {
    store.reachable = false;
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);

    time.pass(Duration.ofSeconds(22));

    assertThat(ofOne.resigned).isPositive();
    assertThat(one.answered()).isFalse();
  }

  @Test
  void aRaisedEpochEndsTheClaimAndIsWaitedForLikeAnyOther() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 442);
    Token first = token(one);

    assertThat(one.raise().result()).isEqualTo(new Token(first.epoch() + 1, 0));

    time.pass(BEAT);
    assertThat(one.current()).as("whoever held it hears of it").isEmpty();
    LeaseOwnership two = member("home/two", ofTwo);
    ofTwo.permit("cp:two", 3, Instant.MAX);
    time.pass(VALID.minus(BEAT));
    assertThat(two.current()).as("and is waited for").isEmpty();
    time.pass(BEAT.multipliedBy(3));
    assertThat(Stream.of(one, two).flatMap(each -> each.current().stream()))
        .hasSize(1)
        .allMatch(claim -> claim.token().epoch() > first.epoch() + 1);
  }

  @Test
  void tellsHowTheClaimStandsWhoeverHoldsIt() {
    LeaseOwnership one = member("home/one", ofOne);
    permit(ofOne, 7);
    LeaseOwnership two = member("home/two", ofTwo);
    time.pass(BEAT);

    assertThat(two.state().holder()).isEqualTo("home/one");
    assertThat(two.state().standing().token()).isEqualTo(token(one));
    assertThat(two.state().standing().lock()).isEqualTo(LOCK);
    assertThat(two.state().standing().permittedUntil()).isNull();
    assertThat(one.state().standing().permittedUntil()).isNotNull();
  }
}
