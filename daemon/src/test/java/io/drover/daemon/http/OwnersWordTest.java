package io.drover.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.DeskQuestion;
import io.drover.verticles.bus.Query;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.Topic;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OwnersWordTest {
  private static final Rooms ROOMS = new Rooms("uid");
  private static final Duration SOON = Duration.ofSeconds(1);

  private final OneLine bus = new OneLine();
  private final Timers never = (delay, task) -> () -> {};
  private final OwnersWord owner = new OwnersWord(bus, never, "home/one");
  private final OwnersWord standby = new OwnersWord(bus, never, "home/two");

  /** A bus with room for questions only. */
  private static final class OneLine implements Bus {
    private final Map<String, Function<Object, Future<?>>> answerers = new HashMap<>();
    private int asked;

    @Override
    public <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <M> void publish(Topic<M> topic, M message) {}

    @Override
    @SuppressWarnings("unchecked")
    public <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer) {
      answerers.put(query.address(), question -> answerer.apply((Q) question));
      return Future.succeededFuture(
          () -> {
            answerers.remove(query.address());
            return Future.succeededFuture();
          });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline) {
      asked++;
      Function<Object, Future<?>> answerer = answerers.get(query.address());
      return answerer == null
          ? Future.failedFuture("nobody listens")
          : (Future<A>) answerer.apply(question);
    }
  }

  private Reply ask() {
    return standby.ask(ROOMS, "home/one", DeskQuestion.of("status", ""), SOON).result();
  }

  private void answers(String text) {
    owner.owner(
        ROOMS,
        true,
        question -> Future.succeededFuture(new Reply("home/one", 200, Buffer.buffer(text))));
  }

  @Test
  void bringsWhatTheOwnerSaysAndWhoItIs() {
    answers("all is well");

    Reply reply = ask();

    assertThat(reply.body().toString()).isEqualTo("all is well");
    assertThat(reply.member()).isEqualTo("home/one");
    assertThat(bus.asked).isEqualTo(1);
  }

  @Test
  void bringsALongAnswerInPages() {
    String text = "0123456789".repeat(10_000);
    answers(text);

    assertThat(ask().body().toString()).isEqualTo(text);
    assertThat(bus.asked).isEqualTo(3);
  }

  @Test
  void saysSoWhenTheOwnerDoesNotAnswerOrIsNoneAnyMore() {
    assertThat(ask().status()).isEqualTo(503);

    answers("all is well");
    owner.owner(ROOMS, false, question -> Future.failedFuture("not asked"));

    Reply reply = ask();
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.body().toString())
        .contains("home/one owns the cluster and does not answer", "nobody listens");
  }
}
