package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.verticles.simulation.seeds.FaultPlan.Aim;
import io.drover.verticles.simulation.seeds.FaultPlan.Timed;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever sets a machine's clock makes no list of a provider older or newer than it is. */
class ClocksTest {
  private static final Edge GONE = new Edge(Phase.TERMINATING, Phase.GONE);

  /** A list began before the clock was set back, and a machine was made after that. */
  @Test
  void thatAreSetTakeNoMachineForVanished() {
    FaultPlan plan =
        plan(
            new Fault.Throttled(Duration.ofMillis(16_170), Duration.ofMillis(174_931)),
            new Fault.SpotStorm(0.5825663868321828),
            new Disturbance.ClockJump(2, Duration.ofMillis(-894_982)));

    Play.Outcome outcome = new Play(5251, plan, Rules.shipped(), Bugs.NONE).play();

    assertThat(outcome.violation()).as(outcome::text).isEmpty();
  }

  private static FaultPlan plan(Fault... faults) {
    Aim aim = new Aim(GONE, Duration.ZERO);
    return new FaultPlan(
        Stream.of(faults).map(fault -> new Timed(Duration.ofMinutes(12), fault, aim)).toList());
  }
}
