package io.drover.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Price;
import io.drover.rules.scheduling.Packed;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OutlayTest {
  private static String text(long leastMicros, Packed.@Nullable Rehearsed rehearsed) {
    return new Outlay(3, 10, Price.perHour("0.3"), 300_000, leastMicros, rehearsed).text();
  }

  @Test
  void saysHowGoodABargainItIs() {
    assertThat(text(290_000, null))
        .isEqualTo(
            "3 nodes for 10 pods at 0.3 USD/h, at most 3.4 % above the least they could cost");
    assertThat(text(0, null))
        .endsWith("how near that is to the least they could cost is not known");
  }

  @Test
  void saysWhomTheSchedulerWillLeaveOut() {
    assertThat(text(290_000, new Packed.Rehearsed(16, 4, 24, 20_000)))
        .endsWith(
            "; rehearsed 16 times: on average the scheduler leaves out 0.3 pods (1.5 before nodes were exchanged for +0.0200 USD/h)");
    assertThat(text(290_000, new Packed.Rehearsed(16, 24, 24, 0)))
        .endsWith("; rehearsed 16 times: on average the scheduler leaves out 1.5 pods");
  }

  @Test
  void saysNothingOfRehearsalsThatLeaveOutNobody() {
    assertThat(text(290_000, new Packed.Rehearsed(16, 0, 0, 0))).isEqualTo(text(290_000, null));
  }
}
