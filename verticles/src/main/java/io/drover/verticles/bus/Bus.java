package io.drover.verticles.bus;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The event bus as rooms see it. Delivery is best effort: nothing relies on a published message
 * arriving, every question has a deadline.
 */
public interface Bus {
  /** Hands each message to the consumer; completes when the whole cluster knows of it. */
  <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer);

  <M> void publish(Topic<M> topic, M message);

  /** Answers questions; a failed future becomes the failure of the one who asked. */
  <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer);

  /** The answer, or a failure when none came before the deadline. */
  <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline);

  /** What ends listening. */
  @FunctionalInterface
  interface Subscription {
    Future<Void> end();
  }
}
