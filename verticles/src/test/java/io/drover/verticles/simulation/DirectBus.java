package io.drover.verticles.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.Query;
import io.drover.verticles.bus.Reach;
import io.drover.verticles.bus.Topic;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A bus within one thread. Messages that may leave a member go through JSON here too. */
public final class DirectBus implements Bus {
  private final Timers timers;
  private final Consumer<Runnable> soon;
  private final Map<String, List<Consumer<Object>>> listeners = new HashMap<>();
  private final Map<String, Function<Object, Future<Object>>> answerers = new HashMap<>();

  /**
   * The bus of one process.
   *
   * @param soon has a task run at this instant, after what is queued
   */
  public DirectBus(Timers timers, Consumer<Runnable> soon) {
    this.timers = timers;
    this.soon = soon;
  }

  @Override
  public <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer) {
    Consumer<Object> untyped = message -> consumer.accept(topic.type().cast(message));
    listeners.computeIfAbsent(topic.address(), any -> new ArrayList<>()).add(untyped);
    return Future.succeededFuture(
        () -> {
          listeners.getOrDefault(topic.address(), List.of()).remove(untyped);
          return Future.succeededFuture();
        });
  }

  @Override
  public <M> void publish(Topic<M> topic, M message) {
    for (Consumer<Object> listener :
        List.copyOf(listeners.getOrDefault(topic.address(), List.of()))) {
      M carried = carry(message, topic.type(), topic.reach());
      soon.accept(() -> listener.accept(carried));
    }
  }

  @Override
  public <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer) {
    answerers.put(
        query.address(),
        question -> answerer.apply(query.question().cast(question)).map(answer -> answer));
    return Future.succeededFuture(
        () -> {
          answerers.remove(query.address());
          return Future.succeededFuture();
        });
  }

  @Override
  public <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline) {
    Promise<A> promise = Promise.promise();
    Function<Object, Future<Object>> answerer = answerers.get(query.address());
    if (answerer == null) {
      soon.accept(() -> promise.tryFail("nobody answers at " + query.address()));
      return promise.future();
    }
    var timeout =
        timers.after(deadline, () -> promise.tryFail("no answer from " + query.address()));
    Q carried = carry(question, query.question(), query.reach());
    soon.accept(
        () ->
            answerer
                .apply(carried)
                .onSuccess(
                    answer ->
                        soon.accept(
                            () -> {
                              timeout.cancel();
                              promise.tryComplete(
                                  carry(
                                      query.answer().cast(answer), query.answer(), query.reach()));
                            }))
                .onFailure(
                    failure ->
                        soon.accept(
                            () -> {
                              timeout.cancel();
                              promise.tryFail(failure);
                            })));
    return promise.future();
  }

  private static <M> M carry(M message, Class<M> type, Reach reach) {
    if (reach == Reach.LOCAL) {
      return message;
    }
    try {
      return Json.mapper()
          .readValue(Json.mapper().writerFor(type).writeValueAsBytes(message), type);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    } catch (java.io.IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
