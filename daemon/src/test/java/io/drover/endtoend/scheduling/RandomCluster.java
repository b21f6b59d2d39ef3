package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Clusters with pending pods, as objects of the Kubernetes API. */
final class RandomCluster {
  static final List<String> NAMESPACES = List.of("red", "blue");
  static final List<String> TEAMS = List.of("t1", "t2");

  private static final int MOST_NODES = 7;
  private static final int MOST_BOUND = 18;

  private final Dice dice;
  private final Set<Feature> features = EnumSet.noneOf(Feature.class);
  private final List<String> nodes;
  private final RandomStorage storage;
  private final RandomPods pods;

  /**
   * The cluster of a seed.
   *
   * @param allowed what it may make use of; it makes use of some
   */
  RandomCluster(long seed, Set<Feature> allowed) {
    this.dice = new Dice(seed);
    for (Feature feature : allowed) {
      if (dice.chance(ofVolumes(feature) ? 80 : 55)) {
        features.add(feature);
      }
    }
    this.nodes = RandomNodes.names(dice.between(1, MOST_NODES));
    this.storage = new RandomStorage(dice, nodes);
    this.pods = new RandomPods(dice, nodes, new RandomVolumes(dice, storage));
  }

  /** The cluster with so many pending pods, under the names that the oracle gives its parts. */
  Map<String, Object> make(int pendingPods) {
    RandomNodes making = new RandomNodes(dice, features);
    List<Map<String, Object>> bound = new ArrayList<>();
    for (int i = dice.between(0, MOST_BOUND); i > 0; i--) {
      bound.add(pods.bound("b" + i, few()));
    }
    List<Map<String, Object>> pending = new ArrayList<>();
    for (int i = 0; i < pendingPods; i++) {
      pending.add(pods.pending("p" + i, few()));
    }
    boolean stored = features.stream().anyMatch(RandomCluster::ofVolumes);
    return Tree.of(
        "nodes",
        nodes.stream().map(making::node).toList(),
        "pods",
        bound,
        "namespaces",
        NAMESPACES.stream().filter(any -> dice.chance(97)).map(this::namespace).toList(),
        "claims",
        stored ? storage.claims() : null,
        "volumes",
        stored ? storage.volumes() : null,
        "storageClasses",
        stored ? storage.classes() : null,
        "csiNodes",
        stored ? storage.csiNodes() : null,
        "csiDrivers",
        stored ? storage.csiDrivers() : null,
        "pending",
        pending,
        Case.PENDING_KNOWN,
        dice.chance(50));
  }

  /** Four filters share these; none of them should be met too seldom. */
  private static boolean ofVolumes(Feature feature) {
    return feature == Feature.CLAIMS || feature == Feature.DISKS;
  }

  /** Few of the cluster's features for one pod: with all of them nobody refuses it alone. */
  private Set<Feature> few() {
    List<Feature> some = dice.some(dice.between(1, 3), List.copyOf(features));
    return some.isEmpty() ? Set.of() : EnumSet.copyOf(some);
  }

  private Map<String, Object> namespace(String name) {
    return Tree.of(
        "apiVersion",
        "v1",
        "kind",
        "Namespace",
        "metadata",
        Tree.of(
            "name",
            name,
            "uid",
            "u-" + name,
            "resourceVersion",
            "1",
            "labels",
            Tree.of("kubernetes.io/metadata.name", name, "team", dice.pickOrNull(20, TEAMS))));
  }
}
