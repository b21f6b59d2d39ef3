package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Creation without keys. A machine is looked for first; after a call that may have happened none is
 * made again before the list has had time to show it. What was called before this start is unknown
 * and counts as called just then.
 */
final class FindThenCreate {
  private static final int MOST_REMEMBERED = 10_000;

  private final InstanceFarEnd.Searchable far;
  private final Duration listSettles;
  private final Clock clock;
  private final Instant startedAt;
  private final InOrder perIntent = new InOrder();
  private final Map<String, Memory> memories =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * What is known of an intent.
   *
   * @param mayExistSince the last call that may have happened
   * @param made the machine that the far end answered with or has shown
   */
  private record Memory(Instant mayExistSince, @Nullable Instance made) {}

  FindThenCreate(InstanceFarEnd.Searchable far, Duration listSettles, Clock clock) {
    this.far = far;
    this.listSettles = listSettles;
    this.clock = clock;
    this.startedAt = clock.steady();
  }

  Future<Instance> create(Create create) {
    return perIntent.run(create.owner().intent(), () -> createAlone(create));
  }

  private Future<Instance> createAlone(Create create) {
    String intent = create.owner().intent();
    Instance made = memory(intent).made();
    return made != null
        ? Future.succeededFuture(made)
        : far.find(create.owner(), create.name())
            .compose(
                found ->
                    found.isPresent() ? made(intent, found.get()) : createUnseen(create, intent));
  }

  private Memory memory(String intent) {
    return memories.getOrDefault(intent, new Memory(startedAt, null));
  }

  private Future<Instance> made(String intent, Instance instance) {
    memories.put(intent, new Memory(clock.steady(), instance));
    return Future.succeededFuture(instance);
  }

  private Future<Instance> createUnseen(Create create, String intent) {
    Instant settled = memory(intent).mayExistSince().plus(listSettles);
    Instant now = clock.steady();
    if (now.isBefore(settled)) {
      return FarEndFailed.future(
          new ProviderFailure.Unreachable(
              "a former call may have made it; looked for %d s more"
                  .formatted(Duration.between(now, settled).toSeconds() + 1),
              true));
    }
    memories.put(intent, new Memory(clock.steady(), null));
    return far.create(create)
        .compose(instance -> made(intent, instance))
        .recover(failure -> notMade(intent, failure));
  }

  private Future<Instance> notMade(String intent, Throwable failure) {
    boolean mayExist =
        !(failure instanceof FarEndFailed expected)
            || (expected.failure() instanceof ProviderFailure.Unreachable unreachable
                && unreachable.mayHaveHappened());
    memories.put(intent, new Memory(mayExist ? clock.steady() : Instant.MIN, null));
    return Future.failedFuture(failure);
  }
}
