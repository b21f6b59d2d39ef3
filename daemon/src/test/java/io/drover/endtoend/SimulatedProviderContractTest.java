package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doubles.cloud.Fault;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contract of providers, held by the simulated cloud over real HTTP. */
class SimulatedProviderContractTest extends NodeProviderContract {
  private final CloudBench cloud;

  SimulatedProviderContractTest() throws Exception {
    this.cloud = new CloudBench();
  }

  @AfterEach
  void shutDown() throws Exception {
    cloud.shutDown();
  }

  @Override
  protected ProviderBench bench() {
    return cloud;
  }

  @Test
  void refusesAFalseToken() throws Exception {
    ProviderAnswer answer = perform(cloud.provider("another token"), cloud.create("a"));

    assertThat(failure(answer)).isInstanceOf(ProviderFailure.Denied.class);
  }

  @Test
  void knowsThatNothingHappenedWhenNobodyListens() throws Exception {
    cloud.stopListening();

    ProviderAnswer answer = perform(cloud.provider(), cloud.create("a"));

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isFalse());
  }

  @Test
  void doesNotKnowWhatHappenedAfterAnErrorOfTheCloudOrALateAnswer() throws Exception {
    for (Fault.Kind kind : new Fault.Kind[] {Fault.Kind.ERROR_500, Fault.Kind.SLOW}) {
      cloud.fault(kind, "6s");

      ProviderAnswer answer = perform(cloud.provider(), cloud.create("a"));

      assertThat(failure(answer))
          .isInstanceOfSatisfying(
              ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isTrue());
    }
    assertThat(cloud.alive()).isEqualTo(1);
  }

  @Test
  void waitsAsLongAsTheCloudSays() throws Exception {
    cloud.fault(Fault.Kind.RATE_LIMITED, "7s");

    ProviderAnswer answer = perform(cloud.provider(), cloud.create("a"));

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            ProviderFailure.RateLimited.class,
            limited -> assertThat(limited.retryAfter()).hasSeconds(7));
  }

  @Test
  void namesTheMachineAsItsNodeWillNameIt() throws Exception {
    ProviderAnswer answer = perform(cloud.provider(), cloud.create("a"));

    Instance made = ((ProviderAnswer.Created) answer).instance();
    assertThat(made.providerId()).startsWith("simulated://zone-a/i-");
    assertThat(made.name()).isEqualTo("general-a");
  }

  @Test
  void estimatesWhatPodsGetAsTheCloudsMachinesKeepItBack() throws Exception {
    var page =
        (ProviderAnswer.Offered) perform(cloud.provider(), new ProviderCommand.Offerings(""));

    assertThat(page.offerings().getFirst().capacity().get(Resources.CPU)).isEqualTo(2_000);
    assertThat(page.offerings().getFirst().allocatable().get(Resources.CPU)).isEqualTo(1_900);
    assertThat(page.offerings().getFirst().allocatable().get(Resources.MEMORY))
        .isEqualTo((4L << 30) - (256L << 20));
  }

  private static ProviderAnswer perform(NodeProvider provider, ProviderCommand command)
      throws Exception {
    return provider
        .perform(command)
        .toCompletionStage()
        .toCompletableFuture()
        .get(20, TimeUnit.SECONDS);
  }

  private static ProviderFailure failure(ProviderAnswer answer) {
    return ((ProviderAnswer.Failed) answer).failure();
  }
}
