package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.drover.ground.KillPoint.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Before a plain http server, as a provider is one. */
class RecordingProxyTest {
  private final AtomicInteger made = new AtomicInteger();
  private final HttpServer provider;
  private final RecordingProxy proxy;
  private final HttpClient client = HttpClient.newHttpClient();

  RecordingProxyTest() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var unused =
        provider.createContext(
            "/machines",
            exchange -> {
              byte[] body = exchange.getRequestBody().readAllBytes();
              exchange.getResponseHeaders().set("X-Made", "" + made.incrementAndGet());
              exchange.sendResponseHeaders(202, 0);
              exchange.getResponseBody().write(body);
              exchange.close();
            });
    provider.start();
    proxy = RecordingProxy.before("http://127.0.0.1:" + provider.getAddress().getPort());
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    provider.stop(0);
  }

  @Test
  void passesStatusHeadersAndBodies() throws Exception {
    HttpResponse<String> answer = post("a machine");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.headers().firstValue("X-Made")).hasValue("1");
    assertThat(answer.body()).isEqualTo("a machine");
    assertThat(proxy.requests())
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.method()).isEqualTo("POST");
              assertThat(request.uri()).isEqualTo("/machines?zone=a");
              assertThat(request.path()).isEqualTo("/machines");
              assertThat(request.body()).isEqualTo("a machine");
              assertThat(request.status()).hasValue(202);
            });
  }

  @Test
  void killsAtTheNthRequestOnly() throws Exception {
    AtomicInteger kills = new AtomicInteger();
    KillPoint point =
        proxy.killAtNth(
            2,
            Stage.AFTER_FORWARDING_BEFORE_ANSWER,
            RecordedRequest::changesSomething,
            kills::incrementAndGet);

    assertThat(post("first").statusCode()).isEqualTo(202);
    assertThat(point.fired()).isFalse();
    assertThatThrownBy(() -> post("second")).isInstanceOf(IOException.class);
    assertThat(post("third").statusCode()).isEqualTo(202);

    assertThat(kills).hasValue(1);
    assertThat(made).hasValue(3);
    assertThat(point.request()).hasValueSatisfying(r -> assertThat(r.body()).isEqualTo("second"));
  }

  @Test
  void dropsTheConnectionWhenNobodyIsBehindIt() {
    provider.stop(0);

    assertThatThrownBy(() -> post("lost")).isInstanceOf(IOException.class);
    assertThat(proxy.requests())
        .singleElement()
        .satisfies(request -> assertThat(request.status()).isEmpty());
  }

  private HttpResponse<String> post(String body) throws IOException, InterruptedException {
    URI uri = URI.create(proxy.url() + "/machines?zone=a");
    HttpRequest request = HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
