package io.drover.verticles.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final List<Promise<String>> calls = new ArrayList<>();
  private final Lane lane = new Lane(1, 1);

  private Future<String> call() {
    return lane.run(
        () -> {
          Promise<String> promise = Promise.promise();
          calls.add(promise);
          return promise.future();
        },
        () -> "too many");
  }

  @Test
  void makesOneCallAfterTheOtherAndRefusesWhenTooManyWait() {
    Future<String> first = call();
    Future<String> second = call();
    Future<String> third = call();

    assertThat(third.result()).isEqualTo("too many");
    assertThat(calls).hasSize(1);
    calls.getFirst().complete("one");
    assertThat(first.result()).isEqualTo("one");
    calls.getLast().complete("two");
    assertThat(second.result()).isEqualTo("two");
  }

  @Test
  void goesOnAfterACallThatBreaks() {
    Future<String> broken =
        lane.run(
            () -> {
              throw new IllegalStateException("broken");
            },
            () -> "too many");
    Future<String> next = call();
    calls.getFirst().complete("one");

    assertThat(broken.failed()).isTrue();
    assertThat(next.result()).isEqualTo("one");
  }
}
