package io.drover.verticles.provider.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;
import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FoundByNameTest extends NodeProviderContract {
  private final FakeInstances fake = FakeInstances.foundByName();

  @Override
  protected ProviderBench bench() {
    return fake;
  }

  @Test
  void makesNoneAfterALostAnswerUntilTheListHasSettled() {
    fake.next(Mishap.NO_ANSWER);
    fake.provider().perform(fake.create("a"));

    fake.time().pass(Duration.ofSeconds(119));
    Future<ProviderAnswer> early = fake.provider().perform(fake.create("a"));
    int before = fake.alive();
    fake.time().pass(Duration.ofSeconds(1));
    Future<ProviderAnswer> settled = fake.provider().perform(fake.create("a"));

    assertThat(early.result()).matches(FoundByNameTest::mayHaveHappened);
    assertThat(before).isZero();
    assertThat(settled.result()).isInstanceOf(ProviderAnswer.Created.class);
  }

  @Test
  void doesNotTrustAListThatLagsBehindWhatAFormerProcessDid() {
    fake.next(Mishap.LOST_ANSWER);
    fake.provider().perform(fake.create("a"));
    NodeProvider restarted = fake.restarted();

    Future<ProviderAnswer> early = restarted.perform(fake.create("a"));
    fake.settle();
    Future<ProviderAnswer> found = restarted.perform(fake.create("a"));

    assertThat(early.result()).matches(FoundByNameTest::mayHaveHappened);
    assertThat(found.result()).isInstanceOf(ProviderAnswer.Created.class);
    assertThat(fake.alive()).isEqualTo(1);
  }

  private static boolean mayHaveHappened(ProviderAnswer answer) {
    return answer instanceof ProviderAnswer.Failed failed
        && failed.failure() instanceof ProviderFailure.Unreachable unreachable
        && unreachable.mayHaveHappened();
  }
}
