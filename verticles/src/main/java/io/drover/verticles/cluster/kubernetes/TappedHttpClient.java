package io.drover.verticles.cluster.kubernetes;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** The JDK's client, on whose WebSockets somebody listens in. */
final class TappedHttpClient extends HttpClient {
  private final HttpClient client;
  private final Tap tap;

  /** Makes of a listener the one that listens in. */
  interface Tap extends BiFunction<URI, WebSocket.Listener, WebSocket.Listener> {}

  TappedHttpClient(HttpClient client, Tap tap) {
    this.client = client;
    this.tap = tap;
  }

  @Override
  public WebSocket.Builder newWebSocketBuilder() {
    return new Builder(client.newWebSocketBuilder(), tap);
  }

  /** Opens WebSockets that are tapped. */
  private record Builder(WebSocket.Builder builder, Tap tap) implements WebSocket.Builder {
    @Override
    public WebSocket.Builder header(String name, String value) {
      return new Builder(builder.header(name, value), tap);
    }

    @Override
    public WebSocket.Builder connectTimeout(Duration timeout) {
      return new Builder(builder.connectTimeout(timeout), tap);
    }

    @Override
    public WebSocket.Builder subprotocols(String mostPreferred, String... lesserPreferred) {
      return new Builder(builder.subprotocols(mostPreferred, lesserPreferred), tap);
    }

    @Override
    public CompletableFuture<WebSocket> buildAsync(URI address, WebSocket.Listener listener) {
      return builder.buildAsync(address, tap.apply(address, listener));
    }
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    return client.send(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return client.sendAsync(request, handler);
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushed) {
    return client.sendAsync(request, handler, pushed);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }

  @Override
  public void shutdown() {
    client.shutdown();
  }

  @Override
  public void shutdownNow() {
    client.shutdownNow();
  }

  @Override
  public boolean awaitTermination(Duration duration) throws InterruptedException {
    return client.awaitTermination(duration);
  }

  @Override
  public boolean isTerminated() {
    return client.isTerminated();
  }
}
