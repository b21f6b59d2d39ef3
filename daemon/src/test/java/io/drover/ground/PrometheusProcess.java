package io.drover.ground;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real Prometheus that scrapes static targets every second. */
public final class PrometheusProcess implements AutoCloseable {
  private static final Duration START_DEADLINE = Duration.ofSeconds(60);

  private final OwnedProcess process;
  private final Path scratch;
  private final int port;

  private PrometheusProcess(Path scratch, int port) {
    this.scratch = scratch;
    this.port = port;
    List<String> command =
        List.of(
            Binaries.prometheus().path("prometheus"),
            "--config.file=" + scratch.resolve("prometheus.yml"),
            "--storage.tsdb.path=" + scratch.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--log.level=warn");
    this.process = OwnedProcess.start(command, Map.of(), scratch.resolve("prometheus.log"));
  }

  /**
   * Starts it and returns when it answers queries.
   *
   * @param targets each {@code host:port}
   */
  public static PrometheusProcess start(String... targets) {
    Path scratch = Scratch.folder("prometheus");
    String list =
        List.of(targets).stream().map(t -> "'" + t + "'").collect(Collectors.joining(","));
    String config =
        """
        global: {scrape_interval: 1s, scrape_timeout: 1s}
        scrape_configs:
        - job_name: ground
          static_configs: [{targets: [%s]}]
        """
            .formatted(list);
    try {
      Files.writeString(scratch.resolve("prometheus.yml"), config);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PrometheusProcess prometheus = new PrometheusProcess(scratch, FreePorts.take(1).getFirst());
    try {
      HttpProbe.awaitOk(START_DEADLINE, prometheus.url() + "/-/ready", prometheus.process);
      return prometheus;
    } catch (AssertionError e) {
      prometheus.close();
      throw e;
    }
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** The JSON answer to an instant query. */
  public String query(String promql) throws IOException {
    return HttpProbe.get(url() + "/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8)).body();
  }

  /** The process, to be killed or frozen. */
  public OwnedProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.kill9();
    Discarded.tree(scratch.resolve("data"));
  }
}
