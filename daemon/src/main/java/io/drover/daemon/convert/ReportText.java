package io.drover.daemon.convert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A report for people: each object with its fields, then what is left to do. */
final class ReportText {
  private final Converted converted;
  private final StringBuilder text = new StringBuilder();

  ReportText(Converted converted) {
    this.converted = converted;
  }

  String text() {
    sums();
    Map<String, StringBuilder> objects = new LinkedHashMap<>();
    for (ReportLine line : converted.lines()) {
      objects
          .computeIfAbsent(line.object() + " (" + line.source() + ")", any -> new StringBuilder())
          .append(line(line));
    }
    objects.forEach((title, lines) -> text.append('\n').append(title).append('\n').append(lines));
    text.append("\nTo be decided by you\n");
    if (converted.open().isEmpty()) {
      text.append("  nothing\n");
    }
    converted.open().forEach(one -> text.append("  - ").append(one).append('\n'));
    steps("The move, in this order", converted.steps());
    steps("The way back, in this order", converted.back());
    return text.toString();
  }

  private void sums() {
    Map<Outcome, Integer> counts = new TreeMap<>();
    converted.lines().forEach(line -> counts.merge(line.outcome(), 1, Integer::sum));
    text.append(converted.lines().size()).append(" fields:");
    counts.forEach(
        (outcome, count) ->
            text.append(' ').append(count).append(' ').append(outcome.words()).append(';'));
    text.setLength(text.length() - 1);
    text.append('\n');
  }

  private static String line(ReportLine line) {
    String value = line.value().isEmpty() ? "" : " = " + line.value();
    return "  "
        + line.path()
        + value
        + "\n      "
        + line.outcome().words()
        + ": "
        + line.text()
        + "\n";
  }

  private void steps(String title, List<MoveStep> steps) {
    text.append('\n').append(title).append('\n');
    int number = 0;
    for (MoveStep step : steps) {
      text.append("  ").append(++number).append(". ").append(step.title()).append('\n');
      step.commands().forEach(line -> text.append("       ").append(line).append('\n'));
    }
  }
}
