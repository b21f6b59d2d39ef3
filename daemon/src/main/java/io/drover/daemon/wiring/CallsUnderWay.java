package io.drover.daemon.wiring;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.ClusterActions;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What execution has begun in one cluster and at its providers and what has not ended yet. Once it
 * is closed nothing begins any more: the claim may then go to another member.
 */
final class CallsUnderWay {
  private static final String CLOSED = "the cluster is handed over to another member";

  private final List<Promise<Void>> waiting = new ArrayList<>();
  private int count;
  private boolean closed;

  /** The same actions, counted. */
  ClusterActions cluster(ClusterActions actions) {
    return order -> run(() -> actions.order(order), () -> new ClusterOutcome.Refused(CLOSED));
  }

  /** The same account, its calls counted. */
  NodeProvider provider(NodeProvider provider) {
    return new Counted(provider);
  }

  /** Lets nothing begin any more; completes when everything has ended. */
  synchronized Future<Void> close() {
    closed = true;
    if (count == 0) {
      return Future.succeededFuture();
    }
    Promise<Void> ended = Promise.promise();
    waiting.add(ended);
    return ended.future();
  }

  synchronized void reopen() {
    closed = false;
  }

  private synchronized boolean begin() {
    if (closed) {
      return false;
    }
    count++;
    return true;
  }

  private void end() {
    List<Promise<Void>> ended = List.of();
    synchronized (this) {
      count--;
      if (count == 0) {
        ended = List.copyOf(waiting);
        waiting.clear();
      }
    }
    ended.forEach(Promise::tryComplete);
  }

  private <T> Future<T> run(Supplier<Future<T>> call, Supplier<T> refusal) {
    return begin() ? call.get().onComplete(any -> end()) : Future.succeededFuture(refusal.get());
  }

  private final class Counted implements NodeProvider {
    private final NodeProvider provider;

    Counted(NodeProvider provider) {
      this.provider = provider;
    }

    @Override
    public Capabilities capabilities() {
      return provider.capabilities();
    }

    @Override
    public Future<ProviderAnswer> perform(ProviderCommand command) {
      return run(
          () -> provider.perform(command),
          () -> new ProviderAnswer.Failed(new ProviderFailure.Unreachable(CLOSED, false)));
    }
  }
}
