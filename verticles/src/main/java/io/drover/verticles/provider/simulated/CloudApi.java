package io.drover.verticles.provider.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.InstanceFarEnd;
import io.drover.verticles.provider.shapes.Page;
import io.vertx.core.Future;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the simulated cloud can be asked, {@code /v1} of its HTTP API. */
final class CloudApi implements InstanceFarEnd {
  private static final String SCHEME = "simulated://";

  private final SimulatedAccount account;
  private final CloudCalls calls;

  CloudApi(SimulatedAccount account, CloudCalls calls) {
    this.account = account;
    this.calls = calls;
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    String query = Page.slices(continuation) ? "" : paging(continuation);
    return get("/v1/offerings" + query, answer -> offered(answer, continuation));
  }

  private Page<OfferingFact> offered(JsonNode answer, String continuation) {
    if (!answer.isArray()) {
      return page(answer, item -> CloudJson.offering(account.name(), item));
    }
    List<OfferingFact> all = new ArrayList<>();
    answer.forEach(item -> all.add(CloudJson.offering(account.name(), item)));
    return Page.slice(all, continuation, account.pageSize());
  }

  @Override
  public Future<Page<Instance>> list(Scope scope, String continuation) {
    StringBuilder query = new StringBuilder(paging(continuation));
    tags(scope)
        .forEach((tag, value) -> query.append("&tag.").append(tag).append('=').append(enc(value)));
    return get("/v1/instances" + query, answer -> page(answer, CloudJson::instance));
  }

  private static Map<String, String> tags(Scope scope) {
    return switch (scope) {
      case Scope.Tagged(String installation, String clusterUid) ->
          new TreeMap<>(
              Map.of(CloudJson.INSTALLATION, installation, CloudJson.CLUSTER, clusterUid));
      case Scope.Group(String group, Map<String, String> settings) ->
          Map.of(CloudJson.GROUP, group);
      case Scope.Inventory() -> Map.of();
    };
  }

  @Override
  public Future<Instance> create(Create create) {
    OwnerTag owner = create.owner();
    Map<String, String> headers = new HashMap<>(mark(owner, create.token()));
    headers.put("Idempotency-Key", owner.intent());
    headers.put("Content-Type", "application/json");
    return calls.call(
        "POST", "/v1/instances", headers, CloudJson.creation(create), CloudJson::instance);
  }

  @Override
  public Future<Void> delete(Delete delete) {
    String providerId = delete.providerId();
    if (!providerId.startsWith(SCHEME)) {
      return FarEndFailed.future(
          new ProviderFailure.Denied(providerId + " is not a machine of this cloud"));
    }
    String id = providerId.substring(providerId.lastIndexOf('/') + 1);
    return calls
        .call(
            "DELETE",
            "/v1/instances/" + enc(id),
            mark(delete.owner(), delete.token()),
            "",
            answer -> answer)
        .mapEmpty();
  }

  /** Under which claim the call is made, and for which intent. */
  private static Map<String, String> mark(OwnerTag owner, Token token) {
    return Map.of(
        "Drover-Token", token.epoch() + "." + token.fence(), "Drover-Intent", owner.intent());
  }

  private <T> Future<T> get(String path, Function<JsonNode, T> reading) {
    return calls.call("GET", path, Map.of(), "", reading);
  }

  private String paging(String continuation) {
    String token = continuation.isEmpty() ? "" : "&continue=" + enc(continuation);
    return "?limit=" + account.pageSize() + token;
  }

  private static <T> Page<T> page(JsonNode answer, Function<JsonNode, T> reading) {
    if (!answer.path("items").isArray()) {
      throw new IllegalArgumentException("a list without items");
    }
    List<T> items = new ArrayList<>();
    answer.path("items").forEach(item -> items.add(reading.apply(item)));
    return new Page<>(items, answer.path("continue").asText(""));
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
