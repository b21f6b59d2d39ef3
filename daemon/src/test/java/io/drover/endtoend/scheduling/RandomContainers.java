package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pod runs: its containers with what they ask for and the ports they take. */
final class RandomContainers {
  private static final List<String> MEMORY = List.of("64Mi", "900Mi", "1.5Gi", "100M");
  private static final String HUGE_PAGES = "hugepages-2Mi";

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
      spec.put("resources", ofAll(spec));
    }
  }

  /**
   * What the pod asks for as a whole, as it is after defaulting, which fills in with the
   * containers' sum what was left out.
   */
  private Map<String, Object> ofAll(Map<String, Object> spec) {
    Map<String, Object> requests = Tree.of("cpu", "1800m", "memory", dice.pick(MEMORY));
    int pages = Math.max(hugePages(spec), dice.chance(10) ? 8 : 0);
    if (pages == 0) {
      return Tree.of("requests", requests);
    }
    requests.put(HUGE_PAGES, pages + "Mi");
    return Tree.of("limits", Tree.of(HUGE_PAGES, pages + "Mi"), "requests", requests);
  }

  /** MiB of them that the containers take at most at one moment. */
  private static int hugePages(Map<String, Object> spec) {
    int sidecars = 0;
    int initialisation = 0;
    for (Map<?, ?> init : listed(spec.get("initContainers"))) {
      int own = hugePagesOfOne(init);
      initialisation = Math.max(initialisation, sidecars + own);
      if (init.containsKey("restartPolicy")) {
        sidecars += own;
      }
    }
    int running = sidecars;
    for (Map<?, ?> container : listed(spec.get("containers"))) {
      running += hugePagesOfOne(container);
    }
    return Math.max(running, initialisation);
  }

  private static List<Map<?, ?>> listed(@Nullable Object containers) {
    List<Map<?, ?>> maps = new ArrayList<>();
    if (containers instanceof List<?> some) {
      some.forEach(
          one -> {
            if (one instanceof Map<?, ?> map) {
              maps.add(map);
            }
          });
    }
    return maps;
  }

  private static int hugePagesOfOne(Map<?, ?> container) {
    return container.get("resources") instanceof Map<?, ?> resources
            && resources.get("limits") instanceof Map<?, ?> limits
            && limits.get(HUGE_PAGES) instanceof String pages
        ? Integer.parseInt(pages.replace("Mi", ""))
        : 0;
  }

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
            HUGE_PAGES,
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
