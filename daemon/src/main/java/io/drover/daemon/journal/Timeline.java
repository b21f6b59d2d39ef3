package io.drover.daemon.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The steps of one node's life, from the pods that it was bought for to the end of its record. */
public record Timeline(String node, List<Step> steps) {
  private static final DateTimeFormatter TO_MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  public Timeline {
    steps = steps.stream().sorted(Comparator.comparing(Step::at)).toList();
  }

  /**
   * One step.
   *
   * @param name of {@link StepName}, or the kind of the journal's line where that is no step
   */
  public record Step(Instant at, String name, String text) {}

  /** How long it took from a step to the next one of that name; empty where either is missing. */
  public Optional<Duration> between(StepName from, StepName to) {
    return first(from, Instant.MIN)
        .flatMap(begin -> first(to, begin.at()).map(end -> Duration.between(begin.at(), end.at())));
  }

  private Optional<Step> first(StepName name, Instant from) {
    return steps.stream()
        .filter(step -> step.name().equals(name.text()) && !step.at().isBefore(from))
        .findFirst();
  }

  /** As people read it: each step with the time since the one before. */
  public String text() {
    StringBuilder out = new StringBuilder(node);
    Instant before = null;
    for (Step step : steps) {
      String line =
          "%s %12s  %-16s %s"
              .formatted(
                  TO_MILLIS.format(step.at()), since(before, step.at()), step.name(), step.text());
      out.append("\n  ").append(line.stripTrailing());
      before = step.at();
    }
    String sums =
        Span.ALL.stream()
            .flatMap(span -> between(span.from, span.to).map(span::text).stream())
            .collect(Collectors.joining("\n  "));
    return (sums.isEmpty() ? out : out.append("\n  ").append(sums)).toString();
  }

  private static String since(@Nullable Instant before, Instant at) {
    return before == null ? "" : "+" + seconds(Duration.between(before, at));
  }

  private static String seconds(Duration took) {
    return "%d.%03d s".formatted(took.toSeconds(), took.toMillisPart());
  }

  /** What people want to know of a life altogether. */
  private record Span(StepName from, StepName to) {
    static final List<Span> ALL =
        List.of(
            new Span(StepName.PODS_PENDING, StepName.PODS_RUN),
            new Span(StepName.PODS_PENDING, StepName.CALLED),
            new Span(StepName.CALLED, StepName.RUNNING),
            new Span(StepName.RUNNING, StepName.READY),
            new Span(StepName.READY, StepName.PODS_RUN),
            new Span(StepName.REMOVAL_DECIDED, StepName.CLOSED));

    String text(Duration took) {
      return "%s to %s: %s".formatted(from.text(), to.text(), seconds(took));
    }
  }
}
