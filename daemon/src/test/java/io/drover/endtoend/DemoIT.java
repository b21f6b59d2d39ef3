package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.DaemonProcess;
import io.drover.ground.HttpProbe;
import io.drover.ground.MetricsDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The first command of the README. */
class DemoIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Pattern URL = Pattern.compile("look at (http://127\\.0\\.0\\.1:\\d+)/");
  private static final Pattern FOLDER =
      Pattern.compile("status --socket (\\S*drover-demo[^/\\s]*)/");

  @Test
  void showsACycleAndEndsByItself() throws IOException {
    try (DaemonProcess demo = demo("--cycles", "1")) {
      String url = url(demo);
      Await.until(START, "/readyz", () -> HttpProbe.get(url + "/readyz").statusCode() == 200);
      String metrics = HttpProbe.get(url + "/metrics").body();
      assertThat(metrics).contains("drover_view_age_seconds", "jvm_memory_used_bytes");
      assertThat(MetricsDocument.unwritten(MetricsDocument.told(metrics)))
          .as("not in docs/metrics.md")
          .isEmpty();
      assertThat(MetricsDocument.withoutHelp(metrics)).as("without HELP").isEmpty();
      assertThat(HttpProbe.get(url + "/readyz/demo").statusCode()).isEqualTo(200);

      assertThat(demo.awaitEnd(Duration.ofMinutes(3))).isZero();
      assertThat(demo.log())
          .contains("it grows to 24 pods", "approved", "[PODS_UNSCHEDULABLE]", "because:")
          .contains("it shrinks to 3 pods", "remove ", "that was the demo")
          .doesNotContain("\tat ", "ERROR");
      assertThat(folder(demo)).doesNotExist();
    }
  }

  @Test
  void tellsOfVpsieWhatItIsAskedForAndWhatThatCosts() {
    try (DaemonProcess demo = demo("--provider", "vpsie", "--train")) {
      assertThat(demo.awaitEnd(Duration.ofMinutes(2))).isZero();
      assertThat(demo.log())
          .contains("vpsie POST /v2/auth/from/api -> 200", "vpsie GET /v2/offerings -> 200")
          .containsPattern("vpsie POST /v2/servers -> 200; servers now: .* a month")
          .contains("PROVISIONED", "it shrinks to 1 pod")
          .containsPattern("vpsie answered \\d+ requests, at most \\d+ of them in any minute")
          .doesNotContain("\tat ", "ERROR");
    }
  }

  @Test
  void endsWithinSecondsWhenToldTo() {
    for (String signal : List.of("TERM", "INT")) {
      try (DaemonProcess demo = demo()) {
        String unused = url(demo);
        Await.until(START, "where its socket is", () -> FOLDER.matcher(demo.log()).find());
        Instant told = Instant.now();
        demo.signal(signal);
        assertThat(demo.awaitEnd(Duration.ofSeconds(10)))
            .isEqualTo(signal.equals("TERM") ? 143 : 130);
        assertThat(Duration.between(told, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(demo.log()).doesNotContain("\tat ", "did not end cleanly", "could not be");
        assertThat(folder(demo)).doesNotExist();
      }
    }
  }

  private static DaemonProcess demo(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("demo", "--port", "0"));
    args.addAll(List.of(more));
    return DaemonProcess.start(args);
  }

  /** The temporary folder that it has told. */
  private static Path folder(DaemonProcess demo) {
    Matcher found = FOLDER.matcher(demo.log());
    assertThat(found.find()).as(demo.log()).isTrue();
    return Path.of(found.group(1));
  }

  private static String url(DaemonProcess demo) {
    Matcher found =
        Await.value(START, "the demo to say where", () -> URL.matcher(demo.log()), Matcher::find);
    return found.group(1);
  }
}
