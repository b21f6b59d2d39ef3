package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.Await;
import io.drover.ground.OwnedProcess;
import io.drover.ground.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the shipped logging writes, in either format. */
class LogFormatTest {
  private static final Path SHIPPED = Path.of("src/main/resources/logback.xml");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** A process that has something to say. */
  static final class Talker {
    private static final Logger LOG = LoggerFactory.getLogger("io.drover.daemon.Something");

    private Talker() {}

    public static void main(String... args) {
      LOG.atInfo().addKeyValue("group", "a \"quoted\" one").addKeyValue("node", "n1").log("told");
      LOG.atDebug().log("not told");
      LOG.atWarn().setCause(new IllegalStateException("two\nlines")).log("went wrong");
      LoggerFactory.getLogger("io.vertx.Other").warn("{} of {}", 1, 2);
    }
  }

  private static List<String> logged(Map<String, String> env) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dlogback.configurationFile=" + SHIPPED.toAbsolutePath(),
            "-cp",
            System.getProperty("java.class.path"),
            Talker.class.getName());
    try (OwnedProcess process =
        OwnedProcess.start(command, env, Scratch.folder("log").resolve("log"))) {
      OptionalInt code =
          Await.value(DEADLINE, "the end of the talker", process::exitCode, OptionalInt::isPresent);
      assertThat(code).as(process.log()).hasValue(0);
      return process.log().lines().toList();
    }
  }

  @Test
  void isOneObjectALineWithTheirKeysAndValues() throws IOException {
    List<String> lines = logged(Map.of("DROVER_LOG_FORMAT", "json"));

    assertThat(lines).hasSize(3).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    JsonNode told = new ObjectMapper().readTree(lines.getFirst());
    assertThat(told.path("level").asText()).isEqualTo("INFO");
    assertThat(told.path("formattedMessage").asText()).isEqualTo("told");
    assertThat(told.path("timestamp").asLong()).isPositive();
    assertThat(told.at("/kvpList/0/group").asText()).isEqualTo("a \"quoted\" one");
    assertThat(told.at("/kvpList/1/node").asText()).isEqualTo("n1");
    JsonNode wrong = new ObjectMapper().readTree(lines.get(1));
    assertThat(wrong.at("/throwable/message").asText()).isEqualTo("two\nlines");
    JsonNode other = new ObjectMapper().readTree(lines.get(2));
    assertThat(other.path("formattedMessage").asText()).isEqualTo("1 of 2");
  }

  @Test
  void isTextUnlessAskedFor() {
    assertThat(logged(Map.of()))
        .containsExactly(
            "INFO  Something: told group=\"a \"quoted\" one\" node=\"n1\"",
            "WARN  Something: went wrong ",
            "WARN  Other: 1 of 2 ");
  }

  @Test
  void hasTheLevelThatIsAskedFor() {
    assertThat(logged(Map.of("DROVER_LOG", "DEBUG"))).contains("DEBUG Something: not told ");
    assertThat(logged(Map.of("DROVER_LOG", "ERROR"))).containsExactly("WARN  Other: 1 of 2 ");
  }
}
