package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeFact;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a drain begins and is taken back on a Node. */
final class Drained {
  private Drained() {}

  /** Begun a second time, it still knows what was there before the first. */
  static Dress begun(Dress found) {
    Map<String, String> labels = new TreeMap<>(found.labels());
    labels.putIfAbsent(NodeFact.NOT_BALANCED_LABEL, NodeFact.NOT_BALANCED_BY_US);
    List<Taint> taints = new ArrayList<>(found.taints());
    if (mark(found).isEmpty()) {
      String before = found.cordoned() ? NodeFact.WAS_CORDONED : NodeFact.WAS_SCHEDULABLE;
      taints.add(new Taint("NoSchedule", NodeFact.DRAINING_TAINT, null, before));
    }
    return new Dress(labels, taints, true);
  }

  static Dress takenBack(Dress found) {
    Map<String, String> labels = new TreeMap<>(found.labels());
    boolean unused = labels.remove(NodeFact.NOT_BALANCED_LABEL, NodeFact.NOT_BALANCED_BY_US);
    List<Taint> taints = new ArrayList<>(found.taints());
    taints.removeIf(Drained::isMark);
    boolean before = mark(found).filter(NodeFact.WAS_CORDONED::equals).isPresent();
    return new Dress(labels, taints, before && found.cordoned());
  }

  private static Optional<String> mark(Dress found) {
    return found.taints().stream()
        .filter(Drained::isMark)
        .map(taint -> OrEmpty.text(taint.getValue()))
        .findFirst();
  }

  private static boolean isMark(Taint taint) {
    return NodeFact.DRAINING_TAINT.equals(taint.getKey());
  }
}
