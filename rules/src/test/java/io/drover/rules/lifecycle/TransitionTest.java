package io.drover.rules.lifecycle;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The state machine and its table. */
class TransitionTest {
  private static final int LIVES = 4_000;
  private static final int STEPS = 60;

  /** Advances by nothing but the clock: what has been waited for has not come. */
  private static final Set<Transition> BY_TIME_OR_WILL =
      EnumSet.of(
          Transition.NOTED_UNWANTED,
          Transition.NOTED_SURPLUS,
          Transition.RESERVED_IN_VAIN,
          Transition.TAKEN_UP,
          Transition.NO_NODE,
          Transition.UNWANTED_BEFORE_READY,
          Transition.UNWANTED,
          Transition.FORGOTTEN);

  @Test
  void takesEveryStepOfTheTableAndNoOtherWhateverIsSeen() {
    Set<Transition> taken = EnumSet.noneOf(Transition.class);
    for (long seed = 0; seed < LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      for (int step = 0; step < STEPS; step++) {
        life.meddle();
        if (life.next(life.anything()) instanceof Next.Advance advance) {
          taken.add(advance.by());
          assertAllowed(life.record(), advance, "seed " + seed + ", step " + step);
          life.take(advance);
        }
        life.pass();
      }
    }

    assertThat(taken).containsExactlyInAnyOrder(Transition.values());
  }

  private static void assertAllowed(ManagedNodeFact before, Next.Advance step, String where) {
    assertThat(step.by().from()).as(where).contains(before.phase());
    assertThat(step.progress().phase()).as(where).isEqualTo(step.by().to(before.phase()));
    Removal removal = step.progress().removal();
    boolean endsBadly = step.progress().phase() == Phase.FAILED;
    if (endsBadly) {
      assertThat(step.by().reasons()).as(where).contains(removal == null ? "" : removal.reason());
    }
    if (step.by() == Transition.NOTED_UNWANTED) {
      assertThat(step.by().reasons()).as(where).contains(step.progress().failure());
    }
  }

  @Test
  void neverAdvancesByWhatIsNotKnown() {
    for (long seed = 0; seed < LIVES; seed++) {
      RandomLife life = new RandomLife(seed);
      for (int step = 0; step < STEPS; step++) {
        life.meddle();
        Seen unknown = RandomLife.unknown(life.record().progress().dealings().surplus());
        boolean node = life.record().phase() == Phase.DRAINING || life.record().deadNode();
        if (!node && life.next(unknown) instanceof Next.Advance advance) {
          assertThat(BY_TIME_OR_WILL)
              .as("seed %d, step %d, in %s", seed, step, life.record().phase())
              .contains(advance.by());
        }
        if (life.next(life.anything()) instanceof Next.Advance advance) {
          life.take(advance);
        }
        life.pass();
      }
    }
  }

  @Test
  void isTakenOnlyFromWhereItBegins() {
    Progress ready = aManagedNode("a").build().progress();

    assertThatThrownBy(() -> Transition.SIGHTED.take(ready, Instant.EPOCH))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("contract: SIGHTED is not taken from READY");
    assertThatThrownBy(() -> Transition.UNWANTED.note(ready, ready))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("contract: UNWANTED begins another phase");
  }

  private static Next failed(Duration since, boolean deleting, Lifecycle by) {
    return failed(since, deleting, by, Seen.Machine.ABSENT);
  }

  private static Next failed(Duration since, boolean deleting, Lifecycle by, Seen.Machine machine) {
    Instant now = RandomLife.START;
    var record =
        aManagedNode("a")
            .in(Phase.FAILED, now.minus(since))
            .node(null)
            .failing("JOIN_TIMEOUT")
            .removedFor("JOIN_TIMEOUT");
    Seen seen = new Seen(null, List.of(), machine, null);
    return by.next((deleting ? record.deleting() : record).build(), seen, now);
  }

  private static Lifecycle keeping(Duration ttl) {
    Duration minute = Duration.ofMinutes(1);
    return new Lifecycle(
        new io.drover.rules.facts.GroupSpec.Timeouts(
            minute, minute, minute, minute, null, ttl.isZero() ? null : ttl, minute),
        Map.of(),
        List.of());
  }

  @Test
  void keepsAFailedRecordForItsTimeAndWithoutOneUntilItIsDeleted() {
    Duration ttl = Duration.ofMinutes(30);

    Next before = failed(ttl.minusMillis(1), false, keeping(ttl));
    assertThat(before).isEqualTo(new Next.Act(List.of(), RandomLife.START.plusMillis(1)));
    assertThat(failed(ttl, false, keeping(ttl)))
        .isInstanceOfSatisfying(
            Next.Advance.class, step -> assertThat(step.by()).isEqualTo(Transition.FORGOTTEN));
    assertThat(failed(Duration.ofDays(365), false, keeping(Duration.ZERO)))
        .isEqualTo(new Next.Act(List.of(), null));
    assertThat(failed(Duration.ZERO, true, keeping(Duration.ZERO)))
        .isInstanceOf(Next.Advance.class);
  }

  @Test
  void forgetsNoFailedRecordWhoseMachineMayYetBeListed() {
    Duration ttl = Duration.ofMinutes(30);
    Next unknown = new Next.Act(List.of(), null);

    assertThat(failed(ttl, false, keeping(ttl), Seen.Machine.UNKNOWN)).isEqualTo(unknown);
    assertThat(failed(ttl, true, keeping(ttl), Seen.Machine.UNKNOWN)).isEqualTo(unknown);
  }
}
