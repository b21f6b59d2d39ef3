package io.drover.ground;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PrometheusProcessIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  @Test
  void answersWithWhatTheExporterSays() {
    try (TestExporter exporter = TestExporter.start();
        PrometheusProcess prometheus = PrometheusProcess.start(exporter.target())) {
      exporter.set("node_idle_ratio{node=\"one\"} 0.25\n");

      Await.value(
          DEADLINE,
          "the sample",
          () -> prometheus.query("node_idle_ratio"),
          answer -> answer.contains("\"0.25\"") && answer.contains("\"node\":\"one\""));
    }
  }
}
