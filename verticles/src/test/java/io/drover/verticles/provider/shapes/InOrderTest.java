package io.drover.verticles.provider.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InOrderTest {
  private final InOrder inOrder = new InOrder();
  private final List<String> begun = new ArrayList<>();

  private Future<String> run(String key, String name, Promise<String> promise) {
    return inOrder.run(
        key,
        () -> {
          begun.add(name);
          return promise.future();
        });
  }

  @Test
  void beginsACallOfAKeyWhenTheOneBeforeHasEndedHoweverThatWas() {
    Promise<String> first = Promise.promise();
    Promise<String> second = Promise.promise();
    Promise<String> third = Promise.promise();
    run("key", "a", first);
    run("key", "b", second);
    Future<String> last = run("key", "c", third);
    assertThat(begun).containsExactly("a");

    first.fail("broken");
    assertThat(begun).containsExactly("a", "b");
    second.complete("done");
    third.complete("done too");

    assertThat(begun).containsExactly("a", "b", "c");
    assertThat(last.result()).isEqualTo("done too");
  }

  @Test
  void runsCallsOfDifferentKeysSideBySide() {
    run("one", "a", Promise.promise());
    run("two", "b", Promise.promise());

    assertThat(begun).containsExactly("a", "b");
  }
}
