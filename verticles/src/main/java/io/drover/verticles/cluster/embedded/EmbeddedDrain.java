package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a drain begins and is taken back on a node in memory, as on a real one. */
final class EmbeddedDrain {
  private EmbeddedDrain() {}

  /** What a drain changes of a node. */
  record Look(Map<String, String> labels, NodeFact.Shape shape) {
    static Look of(NodeFact node) {
      return new Look(node.labels(), node.shape());
    }
  }

  static Look begun(Look found) {
    Map<String, String> labels = new HashMap<>(found.labels());
    labels.putIfAbsent(NodeFact.NOT_BALANCED_LABEL, NodeFact.NOT_BALANCED_BY_US);
    List<Taint> taints = new ArrayList<>(found.shape().taints());
    if (mark(found).isEmpty()) {
      String before =
          found.shape().unschedulable() ? NodeFact.WAS_CORDONED : NodeFact.WAS_SCHEDULABLE;
      taints.add(new Taint(NodeFact.DRAINING_TAINT, before, Taint.Effect.NO_SCHEDULE));
    }
    return new Look(labels, shape(found, taints, true));
  }

  static Look takenBack(Look found) {
    Map<String, String> labels = new HashMap<>(found.labels());
    boolean unused = labels.remove(NodeFact.NOT_BALANCED_LABEL, NodeFact.NOT_BALANCED_BY_US);
    List<Taint> taints = new ArrayList<>(found.shape().taints());
    taints.removeIf(EmbeddedDrain::isMark);
    boolean before =
        mark(found).map(Taint::value).filter(NodeFact.WAS_CORDONED::equals).isPresent();
    return new Look(labels, shape(found, taints, before && found.shape().unschedulable()));
  }

  private static NodeFact.Shape shape(Look found, List<Taint> taints, boolean cordoned) {
    NodeFact.Shape was = found.shape();
    return new NodeFact.Shape(was.capacity(), was.allocatable(), taints, cordoned);
  }

  private static Optional<Taint> mark(Look found) {
    return found.shape().taints().stream().filter(EmbeddedDrain::isMark).findFirst();
  }

  private static boolean isMark(Taint taint) {
    return taint.key().equals(NodeFact.DRAINING_TAINT);
  }
}
