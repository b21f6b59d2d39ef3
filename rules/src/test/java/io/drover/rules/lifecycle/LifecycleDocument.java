package io.drover.rules.lifecycle;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The part of {@code docs/lifecycle.md} that is printed from the table of transitions. */
final class LifecycleDocument {
  static final String BEGIN = "<!-- printed from Transition.java: begin -->";
  static final String END = "<!-- printed from Transition.java: end -->";

  private LifecycleDocument() {}

  static String printed() {
    return BEGIN + "\n\n" + diagram() + "\n" + steps() + "\n" + notes() + "\n" + END;
  }

  /** The document with that part as it is now. */
  static String renewed(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("docs/lifecycle.md lacks " + BEGIN + " or " + END);
    }
    return document.substring(0, begin) + printed() + document.substring(end + END.length());
  }

  private static String diagram() {
    StringBuilder text = new StringBuilder("```mermaid\nstateDiagram-v2\n  [*] --> INTENDED\n");
    for (Phase from : Phase.values()) {
      for (Phase to : Phase.values()) {
        String steps =
            Transition.moving().stream()
                .filter(step -> step.from().contains(from) && step.to(from) == to)
                .map(Transition::name)
                .collect(Collectors.joining(", "));
        if (!steps.isEmpty()) {
          text.append("  %s --> %s: %s\n".formatted(from, to, steps));
        }
      }
    }
    return text.append("  GONE --> [*]\n```\n").toString();
  }

  private static String steps() {
    StringBuilder text =
        new StringBuilder("| step | from | to | when | time-out | failure that it tells |\n");
    text.append("|---|---|---|---|---|---|\n");
    Transition.moving()
        .forEach(
            step ->
                text.append(
                    "| `%s` | %s | %s | %s | %s | %s |\n"
                        .formatted(
                            step,
                            from(step),
                            step.to(Phase.INTENDED),
                            step.guard(),
                            timeouts(step),
                            code(step.reasons()))));
    return text.toString();
  }

  private static String notes() {
    StringBuilder text = new StringBuilder("| note | in | when | time-out | failure |\n");
    text.append("|---|---|---|---|---|\n");
    Arrays.stream(Transition.values())
        .filter(step -> !step.moves())
        .forEach(
            step ->
                text.append(
                    "| `%s` | %s | %s | %s | %s |\n"
                        .formatted(
                            step, from(step), step.guard(), timeouts(step), code(step.reasons()))));
    return text.toString();
  }

  private static String from(Transition step) {
    return step.from().stream().sorted().map(Phase::name).collect(Collectors.joining(", "));
  }

  private static String timeouts(Transition step) {
    return code(step.timeouts().stream().sorted().map(name -> "timeouts." + name).toList());
  }

  private static String code(Collection<String> words) {
    return List.copyOf(words).stream()
        .map(word -> String.format(Locale.ROOT, "`%s`", word))
        .collect(Collectors.joining(", "));
  }
}
