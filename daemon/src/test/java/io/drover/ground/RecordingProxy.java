package io.drover.ground;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * An HTTP/1.1 reverse proxy on loopback before an API server or a provider. It records what passes,
 * and drops, delays or refuses it where a test says so. WebSockets are tunnelled.
 */
public final class RecordingProxy implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final int CONNECTIONS = 500;

  private final Vertx vertx = Vertx.vertx();
  private final TrafficLog log = new TrafficLog();
  private final List<KillPoint> killPoints = new CopyOnWriteArrayList<>();
  private final List<Delay> delays = new CopyOnWriteArrayList<>();
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final Set<Tunnel> tunnels = ConcurrentHashMap.newKeySet();
  private final String upstream;
  private final int port;
  private volatile boolean refusing;
  private volatile Predicate<RecordedRequest> freezing = request -> false;
  private volatile Refusal refusal = Refusal.NONE;

  private record Delay(Predicate<RecordedRequest> at, Duration by) {}

  private record Refusal(Predicate<RecordedRequest> of, int status) {
    static final Refusal NONE = new Refusal(request -> false, 0);
  }

  private RecordingProxy(URI upstream) {
    this.upstream = upstream.toString();
    HttpClientOptions client =
        new HttpClientOptions()
            .setSsl(upstream.getScheme().equals("https"))
            .setTrustAll(true)
            .setVerifyHost(false)
            .setDefaultHost(upstream.getHost())
            .setDefaultPort(upstream.getPort());
    Forwarding forwarding =
        new Forwarding(
            vertx,
            vertx.createHttpClient(client, new PoolOptions().setHttp1MaxSize(CONNECTIONS)),
            this);
    // Without h2c: the JDK's client would upgrade to it, and requests of a multiplexed connection
    // cannot be dropped one by one.
    HttpServerOptions server =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(0)
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(64 * 1024)
            .setMaxInitialLineLength(64 * 1024);
    this.port =
        done(vertx
                .createHttpServer(server)
                .connectionHandler(this::connected)
                .requestHandler(forwarding::handle)
                .listen())
            .actualPort();
  }

  /**
   * A proxy before {@code http://host:port} or {@code https://host:port}, any certificate trusted.
   */
  public static RecordingProxy before(String upstream) {
    return new RecordingProxy(URI.create(upstream));
  }

  public static RecordingProxy before(ControlPlane plane) {
    return before(plane.server());
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /**
   * A kubeconfig that leads through this proxy, with the rights that the token has. For the fabric8
   * client; kubectl sends no token over plain http.
   */
  public Path kubeconfig(String token) {
    Path folder = Scratch.folder("proxy");
    return new Kubeconfig(url(), token, folder).writeTo(folder.resolve("kubeconfig"));
  }

  /** What has passed or was dropped, in the order of arrival. */
  public List<RecordedRequest> requests() {
    return log.all();
  }

  public List<RecordedRequest> requests(Predicate<RecordedRequest> like) {
    return requests().stream().filter(like).toList();
  }

  /** Forgets what was recorded. */
  public void forget() {
    log.clear();
  }

  /** Sets a kill point at the first request that matches from now on; its action may block. */
  public KillPoint killAt(KillPoint.Stage stage, Predicate<RecordedRequest> at, Runnable action) {
    return killAtNth(1, stage, at, action);
  }

  /**
   * Sets a kill point at the nth request that matches from now on, counted from 1. At {@code
   * AFTER_FORWARDING_BEFORE_ANSWER} the predicate sees the status as well.
   */
  public KillPoint killAtNth(
      int nth, KillPoint.Stage stage, Predicate<RecordedRequest> at, Runnable action) {
    KillPoint point = new KillPoint(stage, nth, at, action);
    killPoints.add(point);
    return point;
  }

  /** From now on, requests that match are held back this long before they are forwarded. */
  public void delay(Predicate<RecordedRequest> at, Duration by) {
    delays.add(new Delay(at, by));
  }

  /**
   * WebSockets that match stay open and carry nothing, neither those of now nor later ones, as when
   * a firewall forgets a connection.
   */
  public void freeze(Predicate<RecordedRequest> like) {
    freezing = like;
    tunnels.stream().filter(tunnel -> like.test(tunnel.request())).forEach(Tunnel::freeze);
  }

  /** WebSockets that are frozen stay so; later ones pass. */
  public void freezeNoMore() {
    freezing = request -> false;
  }

  /** From now on, requests that match are answered with this status and not forwarded. */
  public void answer(Predicate<RecordedRequest> like, int status) {
    refusal = new Refusal(like, status);
  }

  /** Breaks every open connection, WebSockets too, and every new one, as a lost network does. */
  public void refuseAll() {
    refusing = true;
    open.forEach(connection -> connection.close().onComplete(closed -> open.remove(connection)));
  }

  /** Removes kill points and delays, and refuses and answers nothing any more. */
  public void letPass() {
    refusing = false;
    freezeNoMore();
    refusal = Refusal.NONE;
    killPoints.clear();
    delays.clear();
  }

  @Override
  public void close() {
    done(vertx.close());
  }

  @Override
  public String toString() {
    return url() + " before " + upstream;
  }

  /** The status that a request is answered with instead of being forwarded; 0 when it may pass. */
  int refusal(RecordedRequest request) {
    Refusal now = refusal;
    return now.of().test(request) ? now.status() : 0;
  }

  /** A WebSocket has been opened. */
  void opened(Tunnel tunnel) {
    tunnels.add(tunnel);
    if (freezing.test(tunnel.request())) {
      tunnel.freeze();
    }
  }

  void ended(Tunnel tunnel) {
    tunnels.remove(tunnel);
  }

  TrafficLog log() {
    return log;
  }

  Duration delayOf(RecordedRequest request) {
    return delays.stream()
        .filter(delay -> delay.at().test(request))
        .map(Delay::by)
        .reduce(Duration.ZERO, Duration::plus);
  }

  Optional<KillPoint> killPoint(KillPoint.Stage stage, RecordedRequest request) {
    return killPoints.stream().filter(point -> point.catches(stage, request)).findFirst();
  }

  private void connected(HttpConnection connection) {
    open.add(connection);
    connection.closeHandler(closed -> open.remove(connection));
    if (refusing) {
      connection.close().onComplete(closed -> open.remove(connection));
    }
  }

  private static <T> T done(Future<T> future) {
    try {
      return future.await(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the proxy took more than " + DEADLINE, e);
    }
  }
}
