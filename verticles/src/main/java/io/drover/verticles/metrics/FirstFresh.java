package io.drover.verticles.metrics;

import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several sources, asked one after the other until one has samples that are young enough. They are
 * never mixed: one round is of one source.
 */
final class FirstFresh {
  private final List<NamedSource> sources;
  private final Duration maxAge;
  private final Clock clock;
  private @Nullable Instant newest;

  FirstFresh(List<NamedSource> sources, Duration maxAge, Clock clock) {
    this.sources = List.copyOf(sources);
    this.maxAge = maxAge;
    this.clock = clock;
  }

  /** Why a source that was asked has nothing to say; it may have answered all the same. */
  private record Miss(boolean answered, String why) {}

  /**
   * What a round has brought.
   *
   * @param source of the samples; empty where none has any
   * @param samples all young enough
   * @param missed why those before it had none; empty when the first one had
   * @param answered whether all that have none did answer
   */
  record Found(String source, List<UtilizationFact> samples, String missed, boolean answered) {
    Found {
      samples = List.copyOf(samples);
    }
  }

  Future<Found> look() {
    return ask(0, List.of());
  }

  /** When the youngest sample there ever was was taken. */
  @Nullable Instant newest() {
    return newest;
  }

  private Future<Found> ask(int which, List<Miss> misses) {
    if (which == sources.size()) {
      return Future.succeededFuture(found("", List.of(), misses));
    }
    NamedSource asked = sources.get(which);
    return Future.<Void>succeededFuture()
        .compose(begun -> asked.source().sample())
        .transform(
            answer -> {
              if (answer.failed()) {
                String why = String.valueOf(answer.cause().getMessage());
                return ask(which + 1, with(misses, new Miss(false, why)));
              }
              List<UtilizationFact> young = young(answer.result());
              return young.isEmpty()
                  ? ask(which + 1, with(misses, stale(asked, answer.result())))
                  : Future.succeededFuture(found(asked.name(), young, misses));
            });
  }

  private List<UtilizationFact> young(List<UtilizationFact> samples) {
    samples.stream()
        .map(UtilizationFact::sampledAt)
        .filter(at -> newest == null || at.isAfter(newest))
        .forEach(at -> newest = at);
    Instant oldest = clock.now().minus(maxAge);
    return samples.stream().filter(sample -> !sample.sampledAt().isBefore(oldest)).toList();
  }

  private static Miss stale(NamedSource source, List<UtilizationFact> samples) {
    return new Miss(
        true, "%s: %d samples, none of them young enough".formatted(source.name(), samples.size()));
  }

  private static Found found(String source, List<UtilizationFact> samples, List<Miss> misses) {
    return new Found(
        source,
        samples,
        misses.stream().map(Miss::why).collect(Collectors.joining("; ")),
        misses.stream().allMatch(Miss::answered));
  }

  private static List<Miss> with(List<Miss> misses, Miss next) {
    List<Miss> more = new ArrayList<>(misses);
    more.add(next);
    return more;
  }
}
