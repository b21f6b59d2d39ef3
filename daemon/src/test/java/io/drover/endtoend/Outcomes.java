package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How all scenarios ended, together. */
final class Outcomes {
  private static final double MOST_MISSED = 0.02;

  /** In few clusters one workload that the scheduler puts otherwise is several times that share. */
  private static final int ALWAYS_FORGIVEN = 15;

  private final List<Outcome> all = new ArrayList<>();

  void add(Outcome outcome) {
    all.add(outcome);
    System.out.print(outcome.text());
  }

  private long sum(Function<Outcome, Number> of) {
    return all.stream().mapToLong(one -> of.apply(one).longValue()).sum();
  }

  private List<String> named(Function<Outcome, List<String>> of) {
    return all.stream().flatMap(one -> of.apply(one).stream()).toList();
  }

  private double shareBoundThen() {
    return (double) sum(o -> o.boundThen().size()) / Math.max(1, sum(o -> o.placed().size()));
  }

  String text() {
    Map<Miss, Integer> misses = new EnumMap<>(Miss.class);
    all.forEach(one -> one.misses().values().forEach(miss -> misses.merge(miss, 1, Integer::sum)));
    return "%d clusters: %d placed by the first plan, %d bound then (%.2f %%; %d in another group, %d by their like), missed: %s, %d of them kept out by a limit; %d rounds at most, %d nodes; %d can never run, %d not in their company; bound unexpectedly: %s%n"
        .formatted(
            all.size(),
            sum(o -> o.placed().size()),
            sum(o -> o.boundThen().size()),
            100 * shareBoundThen(),
            sum(Outcome::elsewhere),
            sum(o -> o.instead().size()),
            misses,
            sum(o -> o.keptOut().size()),
            all.stream().mapToInt(o -> o.course().rounds()).max().orElse(0),
            sum(o -> o.roundsByNode().size()),
            sum(o -> o.hopeless(Told.Hope.NEVER)),
            sum(o -> o.hopeless(Told.Hope.NOT_IN_THIS_COMPANY)),
            named(Outcome::boundUnexpectedly));
  }

  /** Holds all of them against what must be so, and tells everything that is not. */
  void check() {
    Map<String, List<String>> wrong = new TreeMap<>();
    long missed = sum(o -> o.misses().size());
    long placed = sum(o -> o.placed().size());
    if (missed > Math.max(MOST_MISSED * placed, ALWAYS_FORGIVEN)) {
      wrong.put("missed", List.of("%d of %d".formatted(missed, placed)));
    }
    wrong.put("not bound within three purchases", named(Outcome::tooLate));
    wrong.put("told to fit, and still waiting", named(Outcome::waitingInVain));
    wrong.put("called impossible, and bound", named(Outcome::boundAgainstAllHope));
    wrong.put("bought for a third time", named(Outcome::boughtForTooOften));
    wrong.put(
        "left over", all.stream().map(Outcome::leftOver).filter(text -> !text.isEmpty()).toList());
    wrong.values().removeIf(List::isEmpty);
    assertThat(wrong).isEmpty();
  }
}
