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
 * enough. No answer, an old one or an empty one is nothing, never zero; the next source is asked
 * then, and if there is none, nothing is known.
 */
public final class MetricsRoom {
  /** A sample takes at most some 400 bytes of JSON, a message at most 64 KiB. */
  private static final int SAMPLES_PER_MESSAGE = 100;

  private static final FirstFresh.Found NOTHING = new FirstFresh.Found("", List.of(), "", false);

  private final FirstFresh sources;
  private final MetricsSettings settings;
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final Timers timers;
  private MetricsState state;
  private Timers.@Nullable Timer next;
  private boolean stopped;

  /** What a room needs of the house. */
  public record House(Bus bus, Rooms rooms, Clock clock, Timers timers) {}

  /**
   * Nothing is asked yet.
   *
   * @param sources the preferred one first; each round, the next is asked where one has nothing
   */
  public MetricsRoom(List<NamedSource> sources, MetricsSettings settings, House house) {
    this.sources = new FirstFresh(sources, settings.maxAge(), house.clock());
    this.settings = settings;
    this.bus = house.bus();
    this.rooms = house.rooms();
    this.clock = house.clock();
    this.timers = house.timers();
    this.state =
        new MetricsState(
            rooms.clusterUid(), false, "", Reason.NOT_ASKED_YET, "", 0, house.clock().now());
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
    sources
        .look()
        .onComplete(
            looked -> {
              if (stopped) {
                return;
              }
              if (looked.succeeded()) {
                take(looked.result());
              } else {
                tell(Reason.METRICS_UNREACHABLE, looked.cause() + "; " + age(), NOTHING);
              }
              next = timers.after(settings.interval(), this::round);
            });
  }

  private void take(FirstFresh.Found found) {
    List<UtilizationFact> young = found.samples();
    for (int from = 0; from < young.size(); from += SAMPLES_PER_MESSAGE) {
      int to = Math.min(young.size(), from + SAMPLES_PER_MESSAGE);
      bus.publish(rooms.utilization(), new UtilizationSamples(young.subList(from, to)));
    }
    if (!young.isEmpty()) {
      tell(Reason.NONE, found.missed(), found);
    } else {
      Reason reason = found.answered() ? Reason.METRICS_STALE : Reason.METRICS_UNREACHABLE;
      tell(reason, found.missed() + "; " + age(), found);
    }
  }

  private String age() {
    Instant newest = sources.newest();
    return newest == null
        ? "there has been no sample"
        : "the newest sample is %d s old"
            .formatted(Duration.between(newest, clock.now()).toSeconds());
  }

  private void tell(Reason reason, String detail, FirstFresh.Found found) {
    Instant since = reason == state.reason() ? state.since() : clock.now();
    state =
        new MetricsState(
            rooms.clusterUid(),
            reason == Reason.NONE,
            found.source(),
            reason,
            detail,
            found.samples().size(),
            since);
    bus.publish(rooms.metricsState(), state);
  }
}
