package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.http.Http;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The provider on the real client, the real clock and an event loop. */
class OverHttpTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private int serve(FakeVpsie far) throws Exception {
    return await(
            vertx
                .createHttpServer()
                .requestHandler(request -> answer(far, request))
                .listen(0, "127.0.0.1"))
        .actualPort();
  }

  private static void answer(FakeVpsie far, HttpServerRequest request) {
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
    request
        .body()
        .map(
            body ->
                new Http.Request(
                    request.method().name(),
                    URI.create(request.absoluteURI()),
                    headers,
                    body.toString(),
                    Duration.ofSeconds(1)))
        .compose(far::send)
        .onSuccess(
            outcome -> {
              Outcome.Answered answered = (Outcome.Answered) outcome;
              answered.headers().forEach(request.response()::putHeader);
              request.response().setStatusCode(answered.status()).end(answered.body());
            });
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void buysListsAndDeletesAServer(VpsieShape shape) throws Exception {
    VpsieBench bench = new VpsieBench(shape);
    String path = shape == VpsieShape.DOCUMENT ? "/v2" : "";
    URI endpoint = URI.create("http://127.0.0.1:" + serve(bench.far) + path);
    VpsieAccount account =
        VpsieAccount.of(bench.account.name(), bench.account.access().at(endpoint))
            .with(new Lists(Duration.ZERO, 100))
            .withDefaults(Map.of("osImage", "img-1"));
    VertxTime time = new VertxTime(vertx);
    VpsieProvider provider =
        new VpsieProvider(
            account,
            new VpsieHouse(
                new VertxHttp(vertx, 4),
                new Pipeline.Time(time, time, time),
                event -> {},
                LastGate.OPEN));

    ProviderAnswer offered = on(provider, new ProviderCommand.Offerings(""));
    ProviderAnswer created = on(provider, bench.create("a"));
    ProviderAnswer listed = on(provider, new ProviderCommand.Instances(bench.scope(), ""));
    String id = ((ProviderAnswer.Created) created).instance().providerId();
    ProviderAnswer deleted = on(provider, bench.delete("a", id));

    assertThat(((ProviderAnswer.Offered) offered).offerings()).hasSize(3);
    assertThat(((ProviderAnswer.Listed) listed).instances())
        .singleElement()
        .satisfies(machine -> assertThat(machine.owner()).isEqualTo(VpsieBench.owner("a")));
    assertThat(deleted).isEqualTo(new ProviderAnswer.Deleting());
    assertThat(bench.far.machines).isEmpty();
  }

  private ProviderAnswer on(VpsieProvider provider, ProviderCommand command) throws Exception {
    Promise<ProviderAnswer> answer = Promise.promise();
    vertx.runOnContext(now -> provider.perform(command).onComplete(answer));
    return await(answer.future());
  }
}
