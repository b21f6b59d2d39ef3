package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ActivePolicies;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A seed takes the same course whether rules are asked or their recorded verdicts. */
class RecordedVerdictsTest {
  private static final long SEED = 5;

  @Test
  void leadToTheSameCourse() {
    RecordedVerdicts recorded = new RecordedVerdicts(Rules.shipped());
    Play.Outcome asked = play(Rules.shipped());
    Play.Outcome first = play(recorded.policies());
    Play.Outcome replayed = play(recorded.policies());

    assertThat(first.events()).isEqualTo(asked.events());
    assertThat(replayed.events()).isEqualTo(asked.events());
    assertThat(replayed.history().last(1_000)).isEqualTo(asked.history().last(1_000));
  }

  private static Play.Outcome play(ActivePolicies policies) {
    return new Play(SEED, Play.faults(SEED), policies, Bugs.NONE).play();
  }

  /** Prints what rules cost: the same seeds asked anew, recorded, and replayed. */
  @Test
  @Tag("simulate")
  void tellsWhatRulesCost() {
    RecordedVerdicts recorded = new RecordedVerdicts(Rules.shipped());
    LongStream.range(0, 2).forEach(warm -> measure("rules asked", Rules.shipped()));
    measure("recorded", recorded.policies());
    System.out.println(recorded.figures());
    Campaign replayed = measure("replayed", recorded.policies());
    System.out.println(recorded.figures());

    assertThat(replayed.brokenLaws()).isEmpty();
  }

  private static Campaign measure(String what, ActivePolicies policies) {
    long many = Long.getLong("seeds", 60);
    Campaign campaign =
        new Campaign(policies, Bugs.NONE).play(LongStream.rangeClosed(1, many), false);
    System.out.println(what + ": " + campaign.figures());
    return campaign;
  }
}
