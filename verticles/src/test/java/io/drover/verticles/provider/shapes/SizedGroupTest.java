package io.drover.verticles.provider.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizedGroupTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    return new FakeSizes(true);
  }

  private final FakeSizes fake = new FakeSizes(true);

  private ProviderAnswer putBack(int from, int to) {
    return fake.provider()
        .perform(
            new ProviderCommand.PutBack(
                Samples.owner("a"),
                Map.of(),
                new ProviderCommand.SizeChange(from, to),
                Samples.TOKEN))
        .result();
  }

  @Test
  void givesAPlaceBackThatNobodyHasTakenAndOnlyOnce() {
    fake.provider().perform(fake.create("a"));
    fake.lose();

    assertThat(putBack(1, 0)).isInstanceOf(ProviderAnswer.Deleting.class);
    assertThat(putBack(1, 0)).isInstanceOf(ProviderAnswer.Deleting.class);
    assertThat(fake.size(new SizedFarEnd.Group("general", Map.of())).result()).isZero();
  }

  @Test
  void keepsAMemberThatHasTakenThePlaceMeanwhile() {
    fake.provider().perform(fake.create("a"));

    assertThat(putBack(1, 0))
        .isInstanceOfSatisfying(
            ProviderAnswer.Failed.class,
            failed -> assertThat(failed.failure()).isInstanceOf(ProviderFailure.Denied.class));
    assertThat(fake.alive()).isEqualTo(1);
  }
}
