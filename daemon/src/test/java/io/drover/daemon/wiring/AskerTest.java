package io.drover.daemon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a cluster does next with an answer stays on the cluster's own thread. */
class AskerTest {
  private static final int SECONDS = 10;

  @Test
  void answersOfAnotherContextAreToldOnTheCallersOwn() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Promise<String> elsewhere = Promise.promise();
      CompletableFuture<Context> asked = new CompletableFuture<>();
      CompletableFuture<Context> told = new CompletableFuture<>();
      vertx.runOnContext(
          any -> {
            asked.complete(Vertx.currentContext());
            Asker.told(elsewhere.future())
                .onSuccess(answer -> told.complete(Vertx.currentContext()));
          });
      Context asking = asked.get(SECONDS, TimeUnit.SECONDS);

      vertx.runOnContext(any -> elsewhere.complete("from another loop"));

      assertThat(told.get(SECONDS, TimeUnit.SECONDS)).isSameAs(asking);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void whoHasNoContextIsToldWhereverItIs() {
    Promise<String> elsewhere = Promise.promise();

    assertThat(Asker.told(elsewhere.future())).isSameAs(elsewhere.future());
  }
}
