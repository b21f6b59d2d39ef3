package io.drover.verticles.metrics;

import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.MetricsState.Reason;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.UtilizationSamples;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the utilisation of one cluster's nodes, round after round, and passes on what is young
 * enough. No answer, an old one or an empty one is nothing, never zero.
 */
public final class MetricsRoom {
  /** A sample takes at most some 400 bytes of JSON, a message at most 64 KiB. */
  private static final int SAMPLES_PER_MESSAGE = 100;

  private final UtilizationSource source;
  private final MetricsSettings settings;
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final Timers timers;
  private MetricsState state;
  private Timers.@Nullable Timer next;
  private @Nullable Instant newest;
  private boolean stopped;

  /** What a room needs of the house. */
  public record House(Bus bus, Rooms rooms, Clock clock, Timers timers) {}

  public MetricsRoom(UtilizationSource source, MetricsSettings settings, House house) {
    this.source = source;
    this.settings = settings;
    this.bus = house.bus();
    this.rooms = house.rooms();
    this.clock = house.clock();
    this.timers = house.timers();
    this.state =
        new MetricsState(
            rooms.clusterUid(), false, Reason.NOT_ASKED_YET, "", 0, house.clock().now());
  }

  /** Begins the first round. */
  public Future<Void> start() {
    round();
    return Future.succeededFuture();
  }

  public Future<Void> stop() {
    stopped = true;
    if (next != null) {
      next.cancel();
    }
    return Future.succeededFuture();
  }

  /** Whether utilisation is known. */
  public MetricsState state() {
    return state;
  }

  private void round() {
    Future.<Void>succeededFuture()
        .compose(begun -> source.sample())
        .onComplete(
            answered -> {
              if (stopped) {
                return;
              }
              if (answered.succeeded()) {
                take(answered.result());
              } else {
                tell(Reason.METRICS_UNREACHABLE, answered.cause().getMessage() + "; " + age(), 0);
              }
              next = timers.after(settings.interval(), this::round);
            });
  }

  private void take(List<UtilizationFact> samples) {
    Instant oldest = clock.now().minus(settings.maxAge());
    List<UtilizationFact> young =
        samples.stream().filter(sample -> !sample.sampledAt().isBefore(oldest)).toList();
    for (int from = 0; from < young.size(); from += SAMPLES_PER_MESSAGE) {
      int to = Math.min(young.size(), from + SAMPLES_PER_MESSAGE);
      bus.publish(rooms.utilization(), new UtilizationSamples(young.subList(from, to)));
    }
    samples.stream()
        .map(UtilizationFact::sampledAt)
        .filter(at -> newest == null || at.isAfter(newest))
        .forEach(at -> newest = at);
    if (young.isEmpty()) {
      tell(
          Reason.METRICS_STALE,
          samples.size() + " samples, none of them young enough; " + age(),
          0);
    } else {
      tell(Reason.NONE, "", young.size());
    }
  }

  private String age() {
    return newest == null
        ? "there has been no sample"
        : "the newest sample is %d s old"
            .formatted(Duration.between(newest, clock.now()).toSeconds());
  }

  private void tell(Reason reason, String detail, int samples) {
    Instant since = reason == state.reason() ? state.since() : clock.now();
    state =
        new MetricsState(rooms.clusterUid(), reason == Reason.NONE, reason, detail, samples, since);
    bus.publish(rooms.metricsState(), state);
  }
}
