package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What the pod requests must be free on the node, of each resource. */
record NodeResourcesFit() implements Filter {
  @Override
  public @Nullable WhyNot refuses(PodNeeds needs, NodeSpace node) {
    StringJoiner lacking = new StringJoiner(", ");
    needs
        .requests()
        .amounts()
        .forEach(
            (name, wanted) -> {
              if (wanted > 0 && wanted > node.allocatable().get(name) - node.used().get(name)) {
                lacking.add(name.equals(Resources.PODS) ? "Too many pods" : "Insufficient " + name);
              }
            });
    return lacking.length() == 0
        ? null
        : new WhyNot(WhyNot.Cause.INSUFFICIENT_RESOURCES, lacking.toString());
  }
}
