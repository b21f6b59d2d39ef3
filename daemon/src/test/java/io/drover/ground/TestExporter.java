package io.drover.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A scrape target whose metrics a test writes, in Prometheus' text format. */
public final class TestExporter implements AutoCloseable {
  private final HttpServer server;
  private volatile String metrics = "";

  private TestExporter(HttpServer server) {
    this.server = server;
  }

  public static TestExporter start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      TestExporter exporter = new TestExporter(HttpServer.create(address, 0));
      exporter.serve();
      return exporter;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the next scrape will see; each line ends with a newline. */
  public void set(String text) {
    metrics = text;
  }

  /** As {@code host:port}, for {@link PrometheusProcess#start}. */
  public String target() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve() {
    var unused =
        server.createContext(
            "/metrics",
            exchange -> {
              byte[] body = metrics.getBytes(UTF_8);
              exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
              exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
              exchange.getResponseBody().write(body);
              exchange.close();
            });
    server.start();
  }
}
