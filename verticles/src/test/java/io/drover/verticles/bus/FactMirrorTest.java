package io.drover.verticles.bus;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.World;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactMirrorTest {
  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private final Rooms rooms = new Rooms("uid");
  private final FactMirror mirror = new FactMirror(bus, rooms, time, "test", () -> {});
  private final List<Promise<FactSnapshot>> asked = new ArrayList<>();

  @BeforeEach
  void start() {
    bus.answer(rooms.snapshot(), request -> ask());
    mirror.start();
  }

  private Future<FactSnapshot> ask() {
    Promise<FactSnapshot> promise = Promise.promise();
    asked.add(promise);
    return promise.future();
  }

  private void answer(int which, long epoch, long sequence, Fact... facts) {
    asked.get(which).complete(new FactSnapshot(new Position(epoch, sequence), List.of(facts)));
  }

  private void batch(long epoch, long sequence, ManagedNodeFact fact) {
    bus.publish(
        rooms.factsChanged(),
        new FactBatch(new Position(epoch, sequence), List.of(new Delta.Put(fact))));
  }

  private static ManagedNodeFact record(String name) {
    return aManagedNode(name).build();
  }

  private List<String> names() {
    return mirror.world().map(World::managedNodes).orElseThrow().stream()
        .map(node -> node.identity().name())
        .toList();
  }

  @Test
  void knowsNothingUntilTheSnapshotComesAndThenWhatChangedMeanwhile() {
    batch(1, 5, record("b"));
    assertThat(mirror.world()).isEmpty();

    answer(0, 1, 4, record("a"));

    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void knowsNothingAfterAGapUntilAnotherSnapshotComes() {
    answer(0, 1, 1);
    batch(1, 3, record("c"));
    assertThat(mirror.world()).isEmpty();

    answer(1, 1, 3, record("b"), record("c"));

    assertThat(names()).containsExactly("b", "c");
  }

  @Test
  void asksAgainWhenTheClusterRoomStartsAnew() {
    answer(0, 1, 7, record("a"));
    batch(2, 1, record("b"));
    assertThat(mirror.world()).isEmpty();

    answer(1, 2, 1, record("b"));

    assertThat(names()).containsExactly("b");
  }

  @Test
  void doesNotTakeTheSnapshotOfARoomThatHasStartedAnewSince() {
    batch(2, 1, record("b"));
    answer(0, 1, 7, record("a"));
    assertThat(mirror.world()).isEmpty();

    time.pass(Duration.ofSeconds(1));
    answer(1, 2, 1, record("b"));

    assertThat(names()).containsExactly("b");
  }

  @Test
  void passesOverWhatItKnowsAlready() {
    answer(0, 1, 5, record("a"));
    batch(1, 4, record("old"));

    assertThat(names()).containsExactly("a");
  }

  @Test
  void doesNotTakeASnapshotThatWasAskedForBeforeItWasRenewed() {
    mirror.renew();
    answer(0, 1, 1, record("old"));
    assertThat(mirror.world()).isEmpty();

    answer(1, 1, 2, record("new"));

    assertThat(names()).containsExactly("new");
  }

  @Test
  void asksAgainAfterAPauseWhenNobodyAnswers() {
    asked.getFirst().fail("nobody");
    assertThat(asked).hasSize(1);

    time.pass(Duration.ofSeconds(1));

    assertThat(asked).hasSize(2);
  }

  @Test
  void neverAsksWithoutPauseThoughSnapshotsNeverFit() {
    for (int i = 0; i < 10; i++) {
      batch(1, 10 + 2L * i, record("x"));
      asked.getLast().tryComplete(new FactSnapshot(new Position(1, 1), List.of()));
    }

    assertThat(asked).hasSize(1);
  }
}
