package io.drover.doubles.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets machines join as Node objects of an API server, with kwok as their kubelet: it looks after
 * the nodes that carry the label {@value #KUBELET}, so a machine falls silent by losing it. Tries
 * once a second until the API server has agreed.
 */
public final class KubernetesBoot implements MachineBoot {
  static final String KUBELET = "drover.test/kubelet";
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesBoot.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String SILENCE =
      "{\"metadata\":{\"uid\":%s,\"labels\":{\"" + KUBELET + "\":null}}}";

  private final Kubeconfig kubeconfig;
  private final Timeline timeline;
  private final HttpClient http;
  private final Set<String> stopped = ConcurrentHashMap.newKeySet();
  private volatile Consumer<String> joined = id -> {};

  public KubernetesBoot(Kubeconfig kubeconfig, Timeline timeline) {
    this.kubeconfig = kubeconfig;
    this.timeline = timeline;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
    if ("https".equals(kubeconfig.server().getScheme())) builder.sslContext(Trust.of(kubeconfig));
    http = builder.build();
  }

  /** Whom to tell the id of a machine that has joined: {@link SimulatedCloud#joined}. */
  public void onJoined(Consumer<String> listener) {
    joined = listener;
  }

  @Override
  public void boot(Machine machine) {
    if (stopped.contains(machine.id())) return;
    HttpRequest request =
        to("/api/v1/nodes")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(NodeObject.of(machine)))
            .build();
    exchange(
        request,
        response -> {
          if (response.statusCode() == 409 && !machine.providerId().isEmpty()) {
            adopt(machine);
            return true;
          }
          return (response.statusCode() == 201 || response.statusCode() == 409) && joined(machine);
        },
        () -> boot(machine));
  }

  private boolean joined(Machine machine) {
    joined.accept(machine.id());
    if (stopped.contains(machine.id())) silence(machine);
    return true;
  }

  /** A Node of that name is there: its own, or a namesake's, which has to go first. */
  private void adopt(Machine machine) {
    exchange(
        to("/api/v1/nodes/" + machine.nodeName()).GET().build(),
        response ->
            response.statusCode() == 200
                && parse(response.body())
                    .at("/spec/providerID")
                    .asText()
                    .equals(machine.providerId())
                && joined(machine),
        () -> boot(machine));
  }

  @Override
  public void stop(Machine machine) {
    stopped.add(machine.id());
    silence(machine);
  }

  private void silence(Machine machine) {
    exchange(
        to("/api/v1/nodes/" + machine.nodeName()).GET().build(),
        response -> {
          if (response.statusCode() == 404) return true;
          if (response.statusCode() != 200) return false;
          JsonNode node = parse(response.body());
          if (node.at("/spec/providerID").asText().equals(machine.providerId()))
            unlabel(machine, node);
          return true;
        },
        () -> silence(machine));
  }

  /**
   * The uid in the patch keeps a namesake that came later out of it: the API server answers 409.
   */
  private void unlabel(Machine machine, JsonNode node) {
    String patch = SILENCE.formatted(node.at("/metadata/uid"));
    HttpRequest request =
        to("/api/v1/nodes/" + machine.nodeName())
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString(patch))
            .build();
    exchange(
        request,
        response -> response.statusCode() == 200 || response.statusCode() == 404,
        () -> silence(machine));
  }

  private HttpRequest.Builder to(String path) {
    String server = kubeconfig.server().toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server + path)).timeout(TIMEOUT);
    kubeconfig.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  private void exchange(HttpRequest request, Settled settled, Runnable again) {
    var unused =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .thenAccept(
                response -> {
                  if (!settled.by(response)) throw new IllegalStateException(refusal(response));
                })
            .exceptionally(
                failure -> {
                  LOG.warn("API server did not agree, trying again error={}", failure.getMessage());
                  timeline.after(RETRY, again);
                  return null;
                });
  }

  private static String refusal(HttpResponse<String> response) {
    String body = response.body();
    return response.statusCode() + " " + body.substring(0, Math.min(body.length(), 300));
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not JSON from the API server", e);
    }
  }

  /** Whether a response ends the matter. */
  private interface Settled {
    boolean by(HttpResponse<String> response);
  }
}
