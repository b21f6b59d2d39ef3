package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Requirement;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The shapes of a model's nodes, numbered, and what each choice of nodes says of each. */
final class Shapes {
  private final Set<String> lookedAt = new HashSet<>();
  private final Map<Shape, Integer> numbers = new HashMap<>();
  private final Map<NodeChoice, ChosenNodes> choices = new HashMap<>();

  /** Gives the node the number of its shape. */
  void settle(NodeSpace node) {
    Map<String, String> seen = new HashMap<>();
    for (String key : lookedAt) {
      String value = node.labels().get(key);
      if (value != null) {
        seen.put(key, value);
      }
    }
    Shape shape = new Shape(seen, node.taints(), node.unschedulable());
    node.shape(numbers.computeIfAbsent(shape, any -> numbers.size()));
  }

  /** The verdicts of a choice; a label that nobody looked at before gives all nodes new shapes. */
  ChosenNodes chosenBy(NodeChoice choice, Collection<NodeSpace> nodes) {
    ChosenNodes known = choices.get(choice);
    if (known != null) {
      return known;
    }
    if (lookAt(choice)) {
      numbers.clear();
      choices.values().forEach(ChosenNodes::forget);
      nodes.forEach(this::settle);
    }
    ChosenNodes chosen = new ChosenNodes(choice);
    choices.put(choice, chosen);
    return chosen;
  }

  private boolean lookAt(NodeChoice choice) {
    boolean more = lookedAt.addAll(choice.nodeSelector().keySet());
    for (var term : choice.affinity()) {
      for (Requirement expression : term.expressions()) {
        more |= lookedAt.add(expression.key());
      }
    }
    return more;
  }
}
