package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.engine.Compiled;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CompiledAheadTest {
  private final AtomicInteger compilations = new AtomicInteger();

  private Compiled compiled() {
    return version(compilations.incrementAndGet());
  }

  private static Compiled version(int number) {
    return new Compiled.Refused("version " + number, List.of());
  }

  @Test
  void beginsBeforeAnybodyAsks() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompiledAhead.begin(
        () -> {
          begun.countDown();
          return compiled();
        });

    begun.await();
  }

  @Test
  void handsOutTheFirstOnceAndCompilesAnewAfterIt() throws Exception {
    CompiledAhead ahead = CompiledAhead.begin(this::compiled);

    assertThat(ahead.compile()).isEqualTo(version(1));
    assertThat(ahead.compile()).isEqualTo(version(2));
    assertThat(compilations).hasValue(2);
  }

  @Test
  void anUnreadableFolderIsToldWhenItIsAskedForAndTriedAnewThen() throws Exception {
    CompiledAhead ahead =
        CompiledAhead.begin(
            () -> {
              if (compilations.get() == 0) {
                compilations.incrementAndGet();
                throw new IOException("gone");
              }
              return compiled();
            });

    assertThatThrownBy(ahead::compile).isInstanceOf(IOException.class).hasMessage("gone");
    assertThat(ahead.compile()).isEqualTo(version(2));
  }

  @Test
  void aBrokenContractIsToldAsAFailureToCompile() {
    CompiledAhead ahead =
        CompiledAhead.begin(
            () -> {
              throw new IllegalStateException("contract: broken");
            });

    assertThatThrownBy(ahead::compile)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("contract: broken");
  }
}
