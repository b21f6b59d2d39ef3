package io.drover.verticles.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageCodec;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.MessageConsumerOptions;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The bus on the Vert.x event bus. */
public final class VertxBus implements Bus {
  private final EventBus bus;
  private final Set<String> codecs = ConcurrentHashMap.newKeySet();

  public VertxBus(Vertx vertx) {
    this.bus = vertx.eventBus();
  }

  @Override
  public <M> Future<Subscription> listen(Topic<M> topic, Consumer<M> consumer) {
    codec(topic.type(), topic.reach());
    MessageConsumer<M> listening = bus.consumer(options(topic.address(), topic.reach()));
    listening.handler(message -> consumer.accept(message.body()));
    return listening.completion().map(listening::unregister);
  }

  @Override
  public <M> void publish(Topic<M> topic, M message) {
    bus.publish(topic.address(), message, delivery(topic.type(), topic.reach()));
  }

  @Override
  public <Q, A> Future<Subscription> answer(Query<Q, A> query, Function<Q, Future<A>> answerer) {
    codec(query.question(), query.reach());
    codec(query.answer(), query.reach());
    MessageConsumer<Q> listening = bus.consumer(options(query.address(), query.reach()));
    listening.handler(message -> reply(query, message, answerer));
    return listening.completion().map(listening::unregister);
  }

  private <Q, A> void reply(
      Query<Q, A> query, Message<Q> message, Function<Q, Future<A>> answerer) {
    // An answerer that throws has failed: who asked hears it now, not at the deadline.
    Future.<Void>succeededFuture()
        .compose(heard -> answerer.apply(message.body()))
        .onSuccess(answer -> message.reply(answer, delivery(query.answer(), query.reach())))
        .onFailure(failure -> message.fail(1, String.valueOf(failure.getMessage())));
  }

  @Override
  public <Q, A> Future<A> ask(Query<Q, A> query, Q question, Duration deadline) {
    codec(query.answer(), query.reach());
    DeliveryOptions delivery =
        delivery(query.question(), query.reach()).setSendTimeout(Math.max(1, deadline.toMillis()));
    return bus.<A>request(query.address(), question, delivery).map(Message::body);
  }

  private static MessageConsumerOptions options(String address, Reach reach) {
    return new MessageConsumerOptions().setAddress(address).setLocalOnly(reach == Reach.LOCAL);
  }

  private DeliveryOptions delivery(Class<?> type, Reach reach) {
    return new DeliveryOptions()
        .setLocalOnly(reach == Reach.LOCAL)
        .setCodecName(codec(type, reach));
  }

  private <M> String codec(Class<M> type, Reach reach) {
    MessageCodec<M, M> codec =
        reach == Reach.LOCAL ? new ReferenceCodec<>(type) : new JsonCodec<>(type);
    if (codecs.add(codec.name())) {
      bus.registerCodec(codec);
    }
    return codec.name();
  }
}
