package io.drover.rules.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/lifecycle.md} says what the machine does; {@code -Dlifecycle=write} renews it. */
class LifecycleDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/lifecycle.md");

  @Test
  void isPrintedFromTheTableThatTheMachineRunsBy() throws IOException {
    String committed = Files.readString(DOCUMENT);
    String renewed = LifecycleDocument.renewed(committed);

    if ("write".equals(System.getProperty("lifecycle"))) {
      Files.writeString(DOCUMENT, renewed);
      return;
    }
    assertThat(committed)
        .as("renew with: mvn -pl rules test -Dlifecycle=write -Dtest=LifecycleDocumentTest")
        .isEqualTo(renewed);
  }
}
