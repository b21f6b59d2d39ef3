package io.drover.verticles.bus;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A bus that delivers at once, in the caller's thread, and keeps what was published. */
public final class ImmediateBus implements Bus {
  private final Map<String, List<Consumer<Object>>> consumers = new HashMap<>();
  private final Map<String, Function<Object, Future<?>>> answerers = new HashMap<>();
  private final Map<String, List<Object>> published = new HashMap<>();

  @Override
  public <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer) {
    Consumer<Object> cast = message -> consumer.accept(topic.type().cast(message));
    consumers.computeIfAbsent(topic.address(), any -> new ArrayList<>()).add(cast);
    return Future.succeededFuture(
        () -> {
          consumers.getOrDefault(topic.address(), new ArrayList<>()).remove(cast);
          return Future.succeededFuture();
        });
  }

  @Override
  public <M> void publish(Topic<M> topic, M message) {
    published.computeIfAbsent(topic.address(), any -> new ArrayList<>()).add(message);
    List.copyOf(consumers.getOrDefault(topic.address(), List.of()))
        .forEach(consumer -> consumer.accept(message));
  }

  @Override
  public <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer) {
    answerers.put(query.address(), asked -> answerer.apply(query.question().cast(asked)));
    return Future.succeededFuture(
        () -> {
          answerers.remove(query.address());
          return Future.succeededFuture();
        });
  }

  @Override
  public <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline) {
    Function<Object, Future<?>> answerer = answerers.get(query.address());
    return answerer == null
        ? Future.failedFuture("nobody answers at " + query.address())
        : answerer.apply(question).map(query.answer()::cast);
  }

  /** Everything that was published on a topic, oldest first. */
  public <M> List<M> published(Topic<M> topic) {
    return published.getOrDefault(topic.address(), List.of()).stream()
        .map(topic.type()::cast)
        .toList();
  }
}
