package io.drover.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.doubles.cloud.CloudHttp;
import io.drover.doubles.cloud.CloudOptions;
import io.drover.doubles.cloud.Fault;
import io.drover.doubles.cloud.InMemoryCloudStore;
import io.drover.doubles.cloud.NowhereBoot;
import io.drover.doubles.cloud.SignedNotices;
import io.drover.doubles.cloud.SimulatedCloud;
import io.drover.doubles.cloud.VertxTimeline;
import io.drover.ground.Await;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderCommand.Template;
import io.drover.verticles.http.VertxHttp;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.drover.verticles.provider.simulated.SimulatedAccount;
import io.drover.verticles.provider.simulated.SimulatedProvider;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The simulated cloud, asked over real HTTP on loopback. */
final class CloudBench implements ProviderBench {
  static final String TOKEN = "a token";
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration CALL_DEADLINE = Duration.ofSeconds(3);

  private final Vertx vertx = Vertx.vertx();
  private final HttpClient look = HttpClient.newHttpClient();
  private final SimulatedCloud cloud;
  private final CloudHttp door;
  private final String url;
  private final SimulatedProvider provider;

  CloudBench() throws Exception {
    VertxTimeline timeline = new VertxTimeline(vertx);
    CloudOptions options =
        CloudOptions.standard()
            .withBootDelay(Duration.ofMillis(50))
            .withTerminateDelay(Duration.ofMillis(50));
    cloud =
        new SimulatedCloud(
            timeline,
            new NowhereBoot(),
            new InMemoryCloudStore(),
            new SignedNotices(timeline),
            options);
    cloud.start();
    door = new CloudHttp(vertx, cloud, Optional.of(TOKEN));
    url = "http://127.0.0.1:" + door.listen(0).await(10, TimeUnit.SECONDS);
    provider = provider(TOKEN);
  }

  SimulatedProvider provider(String token) {
    return provider(url, token);
  }

  SimulatedProvider provider(String endpoint, String token) {
    SimulatedAccount account =
        SimulatedAccount.of(
                new ProviderName("cloud"),
                URI.create(endpoint),
                () -> Optional.of(token),
                CALL_DEADLINE)
            .withPages(2);
    return new SimulatedProvider(account, new VertxHttp(vertx, 10));
  }

  /** Lets the fault strike the next matching request. */
  void fault(Fault.Kind kind, String delay) {
    Fault.Match any = new Fault.Match(null, null, null, null, null);
    cloud.script(List.of(new Fault(any, kind, 1, delay)));
  }

  void stopListening() throws Exception {
    door.close().await(10, TimeUnit.SECONDS);
  }

  @Override
  public NodeProvider provider() {
    return provider;
  }

  @Override
  public Create create(String intent) {
    return new Create(
        owner(intent),
        "general-" + intent,
        new OfferingId("small", "zone-a", OfferingId.SPOT),
        new Template(
            Map.of("team", "a"),
            List.of(new Taint("startup", "", Taint.Effect.NO_SCHEDULE)),
            Map.of()),
        null,
        null,
        new Token(1, 1));
  }

  @Override
  public Delete delete(String intent, String providerId) {
    return new Delete(owner(intent), providerId, Map.of(), null, new Token(1, 1));
  }

  private static OwnerTag owner(String intent) {
    return new OwnerTag("installation", "cluster", "general purpose", intent);
  }

  @Override
  public Scope scope() {
    return new Scope.Tagged("installation", "cluster");
  }

  @Override
  public int alive() {
    return inStates(Set.of("pending", "running"));
  }

  @Override
  public void next(Mishap mishap) {
    Fault.Kind kind =
        switch (mishap) {
          case LOST_ANSWER -> Fault.Kind.LOST_ANSWER;
          case NO_ANSWER -> Fault.Kind.NO_ANSWER;
          case NO_CAPACITY -> Fault.Kind.NO_CAPACITY;
          case RATE_LIMITED -> Fault.Kind.RATE_LIMITED;
          case DENIED -> Fault.Kind.DENIED;
        };
    fault(kind, "1s");
  }

  /** Until no machine is about to begin or to end. */
  @Override
  public void settle() {
    Await.until(
        DEADLINE,
        "machines to begin and end",
        () -> inStates(Set.of("pending", "terminating")) == 0);
  }

  /** From one list: a machine that changes its state between two would count twice. */
  private int inStates(Set<String> states) {
    int count = 0;
    for (JsonNode item : items()) {
      count += states.contains(item.path("state").asText()) ? 1 : 0;
    }
    return count;
  }

  private JsonNode items() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/v1/instances?limit=1000"))
            .header("Authorization", "Bearer " + TOKEN)
            .timeout(DEADLINE)
            .build();
    try {
      return new ObjectMapper()
          .readTree(look.send(request, BodyHandlers.ofString()).body())
          .path("items");
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError("the cloud cannot be looked at: " + broken, broken);
    }
  }

  void shutDown() throws Exception {
    look.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }
}
