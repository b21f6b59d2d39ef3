package io.drover.verticles.policies;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Query;
import io.drover.verticles.bus.Reach;
import io.drover.verticles.bus.Topic;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A member's bus: what reaches the cluster reaches the other member as well, while they are joined.
 */
final class PairedBus implements Bus {
  private final ImmediateBus own = new ImmediateBus();
  private final ImmediateBus cluster;
  private boolean apart;

  PairedBus(ImmediateBus cluster) {
    this.cluster = cluster;
  }

  /** Whether no message goes out or comes in. */
  void apart(boolean value) {
    apart = value;
  }

  ImmediateBus own() {
    return own;
  }

  private ImmediateBus of(Reach reach) {
    return reach == Reach.LOCAL ? own : cluster;
  }

  @Override
  public <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer) {
    return of(topic.reach())
        .listen(
            topic,
            message -> {
              if (!apart || topic.reach() == Reach.LOCAL) {
                consumer.accept(message);
              }
            });
  }

  @Override
  public <M> void publish(Topic<M> topic, M message) {
    if (!apart || topic.reach() == Reach.LOCAL) {
      of(topic.reach()).publish(topic, message);
    }
  }

  @Override
  public <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer) {
    return of(query.reach()).answer(query, answerer);
  }

  @Override
  public <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline) {
    return apart && query.reach() == Reach.CLUSTER
        ? Future.failedFuture("nobody answers in time")
        : of(query.reach()).ask(query, question, deadline);
  }
}
