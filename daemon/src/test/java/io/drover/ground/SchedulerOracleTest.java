package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulerOracleTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path folder;

  SchedulerOracleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void answersEachQuestionOnceWithSeveralInFlight() throws Exception {
    try (SchedulerOracle oracle =
        SchedulerOracle.of(shell("while read -r q; do echo \"heard $q\"; done"), 3, LONG)) {
      List<String> answers =
          IntStream.range(0, 200).parallel().mapToObj(i -> oracle.judge("case " + i)).toList();

      assertThat(answers)
          .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "heard case " + i).toList());
    }
  }

  @Test
  void tellsWhatADeadProcessSaidAndGoesOnWithAnother() throws Exception {
    String dies = "while read -r q; do [ \"$q\" = die ] && echo ouch >&2 && exit 1; echo yes; done";
    try (SchedulerOracle oracle = SchedulerOracle.of(shell(dies), 1, LONG)) {
      assertThatThrownBy(() -> oracle.judge("die")).hasMessageContaining("ouch");

      assertThat(oracle.judge("live")).isEqualTo("yes");
    }
  }

  @Test
  void waitsNoLongerThanTheDeadlineAndGoesOnWithAnother() throws Exception {
    String hangs =
        "while read -r q; do [ \"$q\" = hang ] && exec tail -f /dev/null; echo yes; done";
    try (SchedulerOracle oracle = SchedulerOracle.of(shell(hangs), 1, Duration.ofSeconds(2))) {
      assertThatThrownBy(() -> oracle.judge("hang")).hasMessageContaining("no answer within");

      assertThat(oracle.judge("live")).isEqualTo("yes");
    }
  }

  private Path shell(String script) throws IOException {
    Path program = Files.writeString(folder.resolve("oracle"), "#!/bin/sh\n" + script + "\n");
    return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
