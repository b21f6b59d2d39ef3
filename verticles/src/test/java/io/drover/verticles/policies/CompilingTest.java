package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.PolicyFolder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class CompilingTest {
  private final AtomicInteger compilations = new AtomicInteger();
  private final WrittenPolicies files = new WrittenPolicies();

  private Compiled compiled(PolicyFolder folder) {
    return version(compilations.incrementAndGet());
  }

  private static Compiled version(int number) {
    return new Compiled.Refused("version " + number, List.of());
  }

  @Test
  void beginsBeforeAnybodyAsks() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Compiling.begin(
        files,
        folder -> {
          begun.countDown();
          return compiled(folder);
        });

    begun.await();
  }

  @Test
  void handsOutTheFirstOnceAndCompilesAnewAfterIt() throws Exception {
    Compiling compiling = Compiling.begin(files, this::compiled);

    assertThat(compiling.folder().compiled()).isEqualTo(version(1));
    assertThat(compiling.folder().compiled()).isEqualTo(version(2));
    assertThat(compilations).hasValue(2);
  }

  @Test
  void anUnreadableFolderIsToldWhenItIsAskedForAndTriedAnewThen() throws Exception {
    files.unreadable("gone");
    Compiling compiling = Compiling.begin(files, this::compiled);

    assertThatThrownBy(compiling::folder).isInstanceOf(IOException.class).hasMessage("gone");
    files.write("scale-up/one.drl", "");
    assertThat(compiling.folder().compiled()).isEqualTo(version(1));
  }

  @Test
  void aBrokenContractIsToldAsAFailureToCompile() {
    Compiling compiling =
        Compiling.begin(
            files,
            folder -> {
              throw new IllegalStateException("contract: broken");
            });

    assertThatThrownBy(compiling::folder)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("contract: broken");
  }
}
