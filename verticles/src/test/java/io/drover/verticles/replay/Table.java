package io.drover.verticles.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Outcomes of one load side by side, as Markdown. */
final class Table {
  private static final String HEAD =
      """
      %s: %d days, at most %d pods at once, %.0f node-hours at least (a mean of %.0f nodes)

      | | node-hours | above the bound | nodes bought | pods evicted | hours that pods waited | gone within an hour |
      |---|---|---|---|---|---|---|
      """;

  private final Load load;
  private final double least;
  private final List<Outcome> outcomes = new ArrayList<>();

  Table(Load load) {
    this.load = load;
    this.least = load.leastNodeHours();
  }

  Outcome add(Outcome outcome) {
    outcomes.add(outcome);
    return outcome;
  }

  /** In the order in which they were added. */
  List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  String text() {
    StringBuilder text =
        new StringBuilder(
            HEAD.formatted(
                load.name(), load.lasts().toDays(), load.mostPods(), least, load.meanNodes(least)));
    for (Outcome one : outcomes) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.0f | %.1f %% | %d | %d | %.0f | %s |%n",
              one.who(),
              one.nodeHours(),
              100 * (one.nodeHours() / least - 1),
              one.bought(),
              one.evictions(),
              one.waitingHours(),
              one.shortLived()));
    }
    return text.toString();
  }
}
