package io.drover.endtoend.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Makes a case smaller for as long as it shows the same: objects first, then what they may lack.
 */
final class Shrinking {
  private static final Set<String> MAY_BE_LACKED =
      Set.of(
          "affinity",
          "allowedTopologies",
          "deletionTimestamp",
          "disk",
          "ephemeral-storage",
          "example.com/gpu",
          "hostIP",
          "hugepages-2Mi",
          "initContainers",
          "matchExpressions",
          "matchFields",
          "matchLabelKeys",
          "minDomains",
          "namespaceSelector",
          "namespaces",
          "nodeAffinity",
          "nodeAffinityPolicy",
          "nodeSelector",
          "nodeTaintsPolicy",
          "overhead",
          "podAffinity",
          "podAntiAffinity",
          "ports",
          "preferredDuringSchedulingIgnoredDuringExecution",
          "rank",
          "resources",
          "taints",
          "tolerations",
          "topologySpreadConstraints",
          "unschedulable",
          "volumes",
          RandomNodes.ZONE,
          RandomNodes.REGION);

  /** Lists that are never empty in the API. */
  private static final Set<String> LISTS_OF_ONE = Set.of("containers", "nodeSelectorTerms");

  private static final Set<String> LISTS =
      Set.of(
          "drivers",
          "initContainers",
          "matchExpressions",
          "ports",
          "requiredDuringSchedulingIgnoredDuringExecution",
          "taints",
          "tolerations",
          "topologySpreadConstraints",
          "volumes");

  private Shrinking() {}

  /** The smallest that is found. */
  static Case smallest(Case start, Predicate<Case> shows) {
    Case smallest = start;
    Optional<Case> smaller = Optional.of(start);
    while (smaller.isPresent()) {
      smallest = smaller.get();
      smaller = smaller(smallest).stream().filter(shows).findFirst();
    }
    return smallest;
  }

  private static List<Case> smaller(Case from) {
    List<String> paths = new ArrayList<>();
    from.tree().properties().forEach(part -> elements(part.getValue(), "/" + part.getKey(), paths));
    walk(from.tree(), "", paths);
    return paths.stream().map(path -> without(from, path)).toList();
  }

  private static void walk(JsonNode node, String path, List<String> paths) {
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        walk(array.path(i), path + "/" + i, paths);
      }
    }
    node.properties()
        .forEach(
            field -> {
              String at = path + "/" + field.getKey().replace("~", "~0").replace("/", "~1");
              if (MAY_BE_LACKED.contains(field.getKey())) {
                paths.add(at);
              }
              if (LISTS.contains(field.getKey())) {
                elements(field.getValue(), at, paths);
              }
              if (LISTS_OF_ONE.contains(field.getKey()) && field.getValue().size() > 1) {
                elements(field.getValue(), at, paths);
              }
              walk(field.getValue(), at, paths);
            });
  }

  private static void elements(JsonNode list, String path, List<String> paths) {
    for (int i = 0; i < list.size() && list.isArray(); i++) {
      paths.add(path + "/" + i);
    }
  }

  private static Case without(Case from, String path) {
    ObjectNode copy = from.tree().deepCopy();
    int end = path.lastIndexOf('/');
    String last = path.substring(end + 1).replace("~1", "/").replace("~0", "~");
    JsonNode parent = copy.at(path.substring(0, end));
    if (parent instanceof ArrayNode list) {
      list.remove(Integer.parseInt(last));
    } else if (parent instanceof ObjectNode object) {
      object.remove(last);
    }
    return new Case(copy);
  }
}
