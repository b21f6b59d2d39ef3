package io.drover.rules.explain;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.Templates;
import java.util.ArrayList;
import java.util.List;

/**
 * A resource of which a new node would have too little for a pod.
 *
 * @param left what is left there for other pods than those of DaemonSets
 */
record Shortage(OfferingFact offering, String resource, long asks, long left) {
  static List<Shortage> of(PodFact pod, NodeGroupFact group, OfferingFact offering, World world) {
    Resources left = Templates.of(group, offering, world.daemonSets()).allocatable();
    List<Shortage> shortages = new ArrayList<>();
    pod.needs()
        .requests()
        .amounts()
        .forEach(
            (name, asks) -> {
              if (asks > left.get(name)) {
                shortages.add(new Shortage(offering, name, asks, left.get(name)));
              }
            });
    return shortages;
  }

  String text() {
    return "asks "
        + resource
        + " "
        + AmountText.of(resource, asks)
        + ", a new node has "
        + AmountText.of(resource, left);
  }

  /** What would have to change, if it is the only one. */
  String change(NodeGroupFact group) {
    return "group "
        + group.name()
        + ": the pod asks "
        + resource
        + " "
        + AmountText.of(resource, asks)
        + "; at "
        + AmountText.of(resource, left)
        + " it would fit a new "
        + offering.id();
  }
}
