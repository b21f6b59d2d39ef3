package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that may block before they tell. */
@Timeout(60)
class AsideTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void doesNotKeepTheCallerWaitingForACallThatBlocks() throws Exception {
    CountDownLatch discovered = new CountDownLatch(1);

    CompletableFuture<Thread> answer =
        Aside.call(
            () -> {
              await(discovered);
              return CompletableFuture.completedStage(Thread.currentThread());
            },
            LONG);

    assertThat(answer).isNotDone();
    discovered.countDown();
    assertThat(answer.get().isVirtual()).isTrue();
  }

  @Test
  void failsInTimeWhetherTheCallOrItsResultDoesNotCome() {
    CountDownLatch never = new CountDownLatch(1);
    Duration soon = Duration.ofMillis(20);

    CompletableFuture<String> blocked =
        Aside.call(
            () -> {
              await(never);
              return CompletableFuture.completedStage("late");
            },
            soon);
    CompletableFuture<String> untold = Aside.call(CompletableFuture<String>::new, soon);

    for (CompletableFuture<String> each : java.util.List.of(blocked, untold)) {
      assertThatThrownBy(each::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(TimeoutException.class);
    }
    never.countDown();
  }

  @Test
  void failsAsTheCallDoes() {
    CompletableFuture<String> failed =
        Aside.call(
            () -> {
              throw new IllegalStateException("no majority");
            },
            LONG);

    assertThatThrownBy(failed::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no majority");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
