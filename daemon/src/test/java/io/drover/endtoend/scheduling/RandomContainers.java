package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod runs: its containers with what they ask for and the ports they take. */
final class RandomContainers {
  private final Dice dice;
  private final Set<Feature> features;
  private final boolean hostNetwork;

  RandomContainers(Dice dice, Set<Feature> features) {
    this.dice = dice;
    this.features = features;
    this.hostNetwork = features.contains(Feature.PORTS) && dice.chance(10);
  }

  /** Adds them, and all else of the spec that counts as a request. */
  void addTo(Map<String, Object> spec) {
    boolean demanding = features.contains(Feature.RESOURCES);
    spec.put("containers", containers("main", dice.chance(70) ? 1 : 2, false));
    if (hostNetwork) {
      spec.put("hostNetwork", true);
    }
    if ((demanding && dice.chance(40)) || (features.contains(Feature.PORTS) && dice.chance(20))) {
      spec.put("initContainers", containers("init", dice.between(1, 3), true));
    }
    if (demanding && dice.chance(20)) {
      spec.put("overhead", Tree.of("cpu", "250m", "memory", "120Mi"));
    }
    if (demanding && dice.chance(20)) {
      // Both: what the pod as a whole leaves out, defaulting fills in with the containers' sum.
      Map<String, Object> ofAll = Tree.of("cpu", "1800m", "memory", dice.pick(MEMORY));
      spec.put("resources", Tree.of("requests", ofAll));
    }
  }

  private static final List<String> MEMORY = List.of("64Mi", "900Mi", "1.5Gi", "100M");

  private List<Map<String, Object>> containers(String kind, int count, boolean init) {
    List<Map<String, Object>> containers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      containers.add(
          Tree.of(
              "name",
              kind + i,
              "restartPolicy",
              init && dice.chance(50) ? "Always" : null,
              "resources",
              resources(),
              "ports",
              ports()));
    }
    return containers;
  }

  /** Requests as they are after defaulting: what only has a limit asks for it. */
  private @Nullable Map<String, Object> resources() {
    if (!features.contains(Feature.RESOURCES)) {
      return dice.chance(50) ? Tree.of("requests", Tree.of("cpu", "10m")) : null;
    }
    Map<String, Object> whole =
        Tree.of(
            "example.com/gpu",
            dice.chance(15) ? "1" : null,
            "hugepages-2Mi",
            dice.chance(15) ? dice.pick(List.of("2Mi", "6Mi")) : null);
    Map<String, Object> requests =
        Tree.of(
            "cpu",
            dice.pickOrNull(30, List.of("100m", "700m", "1", "0.0005", "0")),
            "memory",
            dice.pickOrNull(30, MEMORY),
            "ephemeral-storage",
            dice.chance(10) ? dice.pick(List.of("500Mi", "2Gi")) : null);
    requests.putAll(whole);
    return Tree.of("limits", whole.isEmpty() ? null : whole, "requests", requests);
  }

  private @Nullable List<Map<String, Object>> ports() {
    if (!features.contains(Feature.PORTS)) {
      return null;
    }
    List<Map<String, Object>> ports = new ArrayList<>();
    for (int i = dice.between(0, 2); i > 0; i--) {
      int port = dice.pick(List.of(8080, 9090, 7070));
      ports.add(
          Tree.of(
              "containerPort",
              hostNetwork ? port : 80,
              "hostPort",
              hostNetwork || dice.chance(85) ? port : null,
              "hostIP",
              dice.pickOrNull(50, List.of("", "0.0.0.0", "127.0.0.1", "10.0.0.1")),
              "protocol",
              dice.pick(List.of("TCP", "TCP", "UDP"))));
    }
    return ports;
  }
}
