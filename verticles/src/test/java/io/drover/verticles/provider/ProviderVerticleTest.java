package io.drover.verticles.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.provider.resilience.ResilientProvider;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProviderVerticleTest {
  private static final ProviderName NAME = new ProviderName("cloud");
  private static final ProviderCommand READ =
      new ProviderCommand.Instances(new ProviderCommand.Scope.Inventory(), "");

  private final Vertx vertx = Vertx.vertx();
  private final VertxBus bus = new VertxBus(vertx);
  private final VertxTime time = new VertxTime(vertx);
  private final ScriptedProvider far = new ScriptedProvider();
  private final BusNodeProvider remote =
      new BusNodeProvider(NAME, bus, time, "execution", Duration.ofSeconds(10));

  @AfterEach
  void shutDown() throws Exception {
    await(vertx.close());
  }

  @Test
  void answersOnARealBusUntilItIsUndeployed() throws Exception {
    String id = await(vertx.deployVerticle(new ProviderVerticle(this::room)));
    await(remote.start());
    ProviderAnswer deployed = await(remote.perform(READ));
    await(vertx.undeploy(id));
    ProviderAnswer undeployed = await(remote.perform(READ));

    assertThat(remote.capabilities()).isEqualTo(far.capabilities());
    assertThat(deployed).isEqualTo(ScriptedProvider.FINE);
    assertThat(undeployed).isInstanceOf(ProviderAnswer.Failed.class);
  }

  private ProviderRoom room() {
    return new ProviderRoom(
        NAME,
        far,
        ProviderRoom.Settings.of(100, 5),
        new ProviderRoom.House(
            bus, new ResilientProvider.Time(time, time, time), new Askers(time)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
