package io.drover.rules.plan;

import java.util.ArrayList;
import java.util.List;

/** What the scale-down rules said of nodes, each kind of conclusion by itself. */
record SaidOfNodes(List<Concluded<Unneeded>> unneeded, List<Concluded<Kept>> kept) {
  static final SaidOfNodes NOTHING = new SaidOfNodes(List.of(), List.of());

  static SaidOfNodes of(List<Concluded<NodeConclusion>> conclusions) {
    List<Concluded<Unneeded>> unneeded = new ArrayList<>();
    List<Concluded<Kept>> kept = new ArrayList<>();
    for (Concluded<NodeConclusion> one : conclusions) {
      switch (one.conclusion()) {
        case Unneeded that -> unneeded.add(one.as(that));
        case Kept that -> kept.add(one.as(that));
      }
    }
    return new SaidOfNodes(unneeded, kept);
  }
}
