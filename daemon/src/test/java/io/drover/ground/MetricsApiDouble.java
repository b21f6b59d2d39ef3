package io.drover.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Stands for metrics-server: serves {@code metrics.k8s.io/v1beta1} over HTTPS on loopback, behind
 * the aggregation layer of a real API server. Its discovery always answers; the list of nodes does
 * what the test says.
 */
public final class MetricsApiDouble implements AutoCloseable {
  private static final String BASE = "/apis/metrics.k8s.io/v1beta1";
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Pattern CONTINUE = Pattern.compile("continue=(\\d+)");
  private static final Duration WINDOW = Duration.ofSeconds(10);

  /** How the list of nodes answers. */
  public enum Mood {
    WELL,
    /** With 503. */
    UNAVAILABLE,
    /** Never. */
    SILENT,
    /** With what is no list at all. */
    GARBLED
  }

  private record Usage(String cpu, String memory) {}

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Usage> usages = new ConcurrentSkipListMap<>();
  private final ControlPlane plane;
  private volatile Mood mood = Mood.WELL;
  private volatile Duration age = Duration.ZERO;
  private volatile int page = Integer.MAX_VALUE;

  private MetricsApiDouble(HttpsServer server, ControlPlane plane) {
    this.server = server;
    this.plane = plane;
  }

  /** Starts it and returns when the API server passes requests on to it. */
  public static MetricsApiDouble before(ControlPlane plane) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      HttpsServer server = HttpsServer.create(address, 0);
      server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context()));
      MetricsApiDouble started = new MetricsApiDouble(server, plane);
      server.setExecutor(started.threads);
      var unused = server.createContext("/", started::handle);
      server.start();
      started.register();
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK speaks TLS", e);
    }
  }

  /** From now on the node uses so much, as quantities. */
  public void set(String node, String cpu, String memory) {
    usages.put(node, new Usage(cpu, memory));
  }

  /** From now on nothing is told of the node. */
  public void forget(String node) {
    usages.remove(node);
  }

  public void be(Mood next) {
    mood = next;
  }

  /** From now on samples are as old as this. */
  public void aged(Duration howOld) {
    age = howOld;
  }

  /** From now on a page has so many nodes at most, whatever is asked for. */
  public void paged(int size) {
    page = size;
  }

  /** Takes the API away from the cluster and ends. */
  @Override
  public void close() {
    String unused =
        plane.kubectl("delete", "apiservice", "v1beta1.metrics.k8s.io", "--ignore-not-found");
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void register() {
    plane.apply(
        """
        apiVersion: v1
        kind: Service
        metadata: {name: metrics-double, namespace: kube-system}
        spec: {type: ExternalName, externalName: localhost, ports: [{port: %1$d}]}
        ---
        apiVersion: apiregistration.k8s.io/v1
        kind: APIService
        metadata: {name: v1beta1.metrics.k8s.io}
        spec:
          group: metrics.k8s.io
          version: v1beta1
          groupPriorityMinimum: 100
          versionPriority: 100
          insecureSkipTLSVerify: true
          service: {name: metrics-double, namespace: kube-system, port: %1$d}
        """
            .formatted(server.getAddress().getPort()));
    Await.until(
        DEADLINE,
        "the API server to pass requests on",
        () -> plane.kubectl("get", "--raw", BASE + "/nodes").contains("NodeMetricsList"));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals(BASE)) {
        answer(exchange, 200, DISCOVERY);
      } else if (path.equals(BASE + "/nodes")) {
        nodes(exchange);
      } else {
        answer(exchange, 404, "not here");
      }
    }
  }

  private void nodes(HttpExchange exchange) throws IOException {
    switch (mood) {
      case WELL -> answer(exchange, 200, list(String.valueOf(exchange.getRequestURI().getQuery())));
      case UNAVAILABLE -> answer(exchange, 503, UNAVAILABLE);
      case GARBLED -> answer(exchange, 200, "{\"kind\": \"Broken");
      case SILENT -> {
        try {
          closing.await();
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private String list(String query) {
    Matcher more = CONTINUE.matcher(query);
    int from = more.find() ? Integer.parseInt(more.group(1)) : 0;
    List<String> names = List.copyOf(usages.keySet());
    int to = (int) Math.min(names.size(), (long) from + page);
    String next = to < names.size() ? String.valueOf(to) : "";
    return """
    {"kind": "NodeMetricsList", "apiVersion": "metrics.k8s.io/v1beta1",
     "metadata": {"continue": "%s"}, "items": [%s]}
    """
        .formatted(
            next,
            names.subList(Math.min(from, to), to).stream()
                .map(this::item)
                .collect(Collectors.joining(",\n")));
  }

  private String item(String node) {
    Usage usage = usages.getOrDefault(node, new Usage("", ""));
    return """
    {"metadata": {"name": "%s"}, "timestamp": "%s", "window": "%d.049s",
     "usage": {"cpu": "%s", "memory": "%s"}}"""
        .formatted(node, Instant.now().minus(age), WINDOW.toSeconds(), usage.cpu(), usage.memory());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static final String DISCOVERY =
      """
      {"kind": "APIResourceList", "apiVersion": "v1", "groupVersion": "metrics.k8s.io/v1beta1",
       "resources": [{"name": "nodes", "singularName": "", "namespaced": false,
                      "kind": "NodeMetrics", "verbs": ["get", "list"]}]}
      """;

  private static final String UNAVAILABLE =
      """
      {"kind": "Status", "apiVersion": "v1", "status": "Failure", "code": 503,
       "reason": "ServiceUnavailable", "message": "no node has been scraped yet"}
      """;
}
