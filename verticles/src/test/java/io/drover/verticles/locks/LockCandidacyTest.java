package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.locks.Candidacy.Permit;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LockCandidacyTest {
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration VALID = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final PassingTime time = new PassingTime();
  private final ScriptedLock lock = new ScriptedLock();
  private final ScriptedLock.Handle ofOne = lock.handle();
  private final ScriptedLock.Handle ofTwo = lock.handle();

  private LockCandidacy candidate(ScriptedLock.Handle handle, boolean preferred) {
    LockCandidacy candidacy =
        new LockCandidacy(
            handle,
            new LockCandidacy.Settings(
                INTERVAL,
                Duration.ofSeconds(3),
                VALID,
                PATIENCE,
                () -> preferred,
                () -> "1 of 3 members is here"),
            time,
            time);
    candidacy.start();
    return candidacy;
  }

  @Test
  void isPermittedForAWhileAfterEachQuestion() {
    LockCandidacy one = candidate(ofOne, true);

    time.pass(Duration.ofSeconds(10));

    assertThat(one.permit()).contains(new Permit("cp:one", 1, time.now().plus(VALID)));
    assertThat(one.hindrance()).isEmpty();
  }

  @Test
  void givesNoPermitAnyMoreOnceTheLockFallsSilentAndSaysSo() {
    LockCandidacy one = candidate(ofOne, true);
    time.pass(Duration.ofSeconds(10));
    ofOne.silent = true;

    time.pass(VALID.plus(INTERVAL));

    assertThat(one.permit()).as("it ran out by itself").isEmpty();
    assertThat(one.hindrance()).contains("does not answer", "1 of 3 members is here");
  }

  /** Otherwise it would renew a claim for that long whose lock another has. */
  @Test
  void keepsNoPermitForAsLongAsItsClockIsSetBack() {
    LockCandidacy one = candidate(ofOne, true);
    ofOne.silent = true;
    time.setClock(Duration.ofMinutes(-14));

    time.pass(VALID.plus(INTERVAL));

    assertThat(one.permit()).isEmpty();
  }

  @Test
  void restsNoLongerThanItSaidThoughItsClockIsSetBack() {
    LockCandidacy one = candidate(ofOne, true);
    assertThat(one.resign(Duration.ofSeconds(10)).succeeded()).isTrue();
    time.setClock(Duration.ofMinutes(-14));

    time.pass(Duration.ofSeconds(12));

    assertThat(one.permit()).isPresent();
  }

  @Test
  void dropsAnAnswerThatComesTooLate() {
    ofOne.silent = true;
    LockCandidacy one = candidate(ofOne, true);
    time.pass(Duration.ofSeconds(4));

    ofOne.answer();

    assertThat(one.permit()).isEmpty();
    time.pass(INTERVAL);
    assertThat(one.permit()).as("the next one counts").isPresent();
  }

  @Test
  void countsAPermitFromTheQuestionAndNotFromTheAnswer() {
    LockCandidacy one = candidate(ofOne, true);
    ofOne.silent = true;
    time.pass(INTERVAL);
    Instant asked = time.now();
    time.pass(Duration.ofSeconds(2));

    ofOne.answer();

    assertThat(one.permit().orElseThrow().validUntil()).isEqualTo(asked.plus(VALID));
  }

  @Test
  void losesThePermitWithTheLockAndTellsBoth() {
    AtomicInteger told = new AtomicInteger();
    LockCandidacy one = candidate(ofOne, true);
    one.onChange(told::incrementAndGet);

    lock.expire();
    LockCandidacy two = candidate(ofTwo, true);
    time.pass(INTERVAL);

    assertThat(two.permit().orElseThrow().fence()).isEqualTo(2);
    assertThat(one.permit()).isEmpty();
    assertThat(told).hasValue(1);
  }

  @Test
  void leavesAFreeLockForAWhileToTheMemberThatIsToHaveIt() {
    LockCandidacy one = candidate(ofOne, false);

    time.pass(PATIENCE.minusMillis(1));
    assertThat(one.permit()).isEmpty();

    time.pass(INTERVAL);
    assertThat(one.permit()).isPresent();
  }

  @Test
  void givesTheLockBackWhenItResignsAndAsksAgainOnlyAfterThePause() {
    LockCandidacy one = candidate(ofOne, true);
    Duration pause = Duration.ofSeconds(10);

    assertThat(one.resign(pause).succeeded()).isTrue();

    assertThat(one.permit()).isEmpty();
    assertThat(candidate(ofTwo, true).permit()).as("another at once").isPresent();
    lock.expire();
    ofTwo.silent = true;
    time.pass(pause.minus(INTERVAL));
    assertThat(one.permit()).isEmpty();
    time.pass(INTERVAL.multipliedBy(2));
    assertThat(one.permit()).isPresent();
  }

  @Test
  void givesBackWhatAnEarlierQuestionTookAfterTheResignation() {
    LockCandidacy one = candidate(ofOne, true);
    time.pass(INTERVAL);
    lock.expire();
    ofOne.silent = true;
    time.pass(INTERVAL);

    var left = one.resign(Duration.ofMinutes(1));
    assertThat(left.isComplete()).isFalse();
    ofOne.answer();

    assertThat(left.succeeded()).isTrue();
    assertThat(candidate(ofTwo, true).permit()).isPresent();
  }
}
