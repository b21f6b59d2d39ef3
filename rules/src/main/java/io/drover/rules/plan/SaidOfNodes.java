package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the scale-down rules said of nodes, each kind of conclusion by itself. */
record SaidOfNodes(
    List<Concluded<Unneeded>> unneeded,
    List<Concluded<Kept>> kept,
    List<Concluded<Outdated>> outdated,
    List<Concluded<Replaceable>> replaceable) {
  static final SaidOfNodes NOTHING = new SaidOfNodes(List.of(), List.of(), List.of(), List.of());

  static SaidOfNodes of(List<Concluded<NodeConclusion>> conclusions) {
    List<Concluded<Unneeded>> unneeded = new ArrayList<>();
    List<Concluded<Kept>> kept = new ArrayList<>();
    List<Concluded<Outdated>> outdated = new ArrayList<>();
    List<Concluded<Replaceable>> replaceable = new ArrayList<>();
    for (Concluded<NodeConclusion> one : conclusions) {
      switch (one.conclusion()) {
        case Unneeded that -> unneeded.add(one.as(that));
        case Kept that -> kept.add(one.as(that));
        case Outdated that -> outdated.add(one.as(that));
        case Replaceable that -> replaceable.add(one.as(that));
      }
    }
    return new SaidOfNodes(unneeded, kept, outdated, replaceable);
  }

  /** By node, what the first rule says of it. */
  static <C extends NodeConclusion> Map<NodeName, Concluded<C>> firstOfEach(
      List<Concluded<C>> conclusions) {
    Map<NodeName, Concluded<C>> first = new HashMap<>();
    conclusions.forEach(one -> first.putIfAbsent(one.conclusion().node(), one));
    return first;
  }
}
