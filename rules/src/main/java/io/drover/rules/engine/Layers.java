package io.drover.rules.engine;

import io.drover.rules.engine.Condition.All;
import io.drover.rules.engine.Condition.Any;
import io.drover.rules.engine.Condition.Quantified;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Whether the rules of a folder stand in layers: nothing may depend on its own absence, by however
 * many rules. Otherwise what is concluded would depend on the order of firing, or never settle.
 */
final class Layers {
  private final List<Edge> edges = new ArrayList<>();

  private Layers() {}

  /** The conclusion depends on whether there is a fact of the other type. */
  private record Edge(RuleFile file, Token at, String conclusion, String on, boolean absent) {}

  static void check(List<RuleFile> files, Consumer<PolicyProblem> problems) {
    Layers layers = new Layers();
    files.forEach(layers::read);
    for (Edge edge : layers.edges) {
      if (edge.absent() && layers.reaches(edge.on(), edge.conclusion(), new HashSet<>())) {
        problems.accept(
            edge.file()
                .problem(
                    edge.at().line(),
                    "concludes "
                        + edge.conclusion()
                        + " where there is no "
                        + edge.on()
                        + ", and "
                        + edge.on()
                        + " depends on "
                        + edge.conclusion()
                        + "; no conclusion may depend on its own absence"));
      }
    }
  }

  private void read(RuleFile file) {
    file.text()
        .conclusions()
        .forEach(
            conclusion -> read(file, conclusion.type().text(), file.text().conditions(), false));
  }

  private void read(RuleFile file, String conclusion, Condition condition, boolean absent) {
    switch (condition) {
      case Condition.Pattern pattern ->
          edges.add(new Edge(file, pattern.at(), conclusion, pattern.type(), absent));
      case All(List<Condition> parts) ->
          parts.forEach(part -> read(file, conclusion, part, absent));
      case Any(List<Condition> parts) ->
          parts.forEach(part -> read(file, conclusion, part, absent));
      case Quantified(boolean not, Condition inner) -> read(file, conclusion, inner, not || absent);
    }
  }

  private boolean reaches(String from, String to, Set<String> seen) {
    return from.equals(to)
        || (seen.add(from)
            && edges.stream()
                .filter(edge -> edge.conclusion().equals(from))
                .anyMatch(edge -> reaches(edge.on(), to, seen)));
  }
}
