package io.drover.daemon.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HangupTest {
  @Test
  void runsTheTaskForEachSignalAndTheProcessLives() throws Exception {
    AtomicInteger signals = new AtomicInteger();
    assertThat(Hangup.onSignal(signals::incrementAndGet)).isTrue();

    for (int sent = 1; sent <= 2; sent++) {
      String pid = Long.toString(ProcessHandle.current().pid());
      assertThat(new ProcessBuilder("sh", "-c", "kill -s HUP " + pid).start().waitFor()).isZero();
      int expected = sent;
      Await.until(Duration.ofSeconds(10), "the task", () -> signals.get() == expected);
    }
  }
}
