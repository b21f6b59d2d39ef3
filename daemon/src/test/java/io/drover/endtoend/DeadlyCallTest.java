package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.lifecycle.Transition;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeadlyCallTest {
  @Test
  void everyStepOfALifeIsKilledAtSomewhere() {
    Set<Transition> all = DeadlyCall.covered();
    assertThat(all).doesNotContainAnyElementsOf(DeadlyCall.ONLY_SIMULATED);
    all.addAll(DeadlyCall.ONLY_SIMULATED);

    assertThat(EnumSet.complementOf(EnumSet.copyOf(all))).as("steps without a point").isEmpty();
    assertThat(2 * DeadlyCall.values().length).as("points").isGreaterThanOrEqualTo(30);
  }
}
