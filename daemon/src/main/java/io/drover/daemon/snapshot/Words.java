package io.drover.daemon.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.NodeFact;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of a snapshot.
 *
 * @param names that are to be replaced wherever they stand
 * @param compared keys of labels that something asks for
 */
record Words(Set<String> names, Set<String> compared) {
  /** Fields that hold something for each name. */
  static final Set<String> BY_NAME = Set.of("unneededSince", "awaySince", "notes", "moved");

  /** Fields that hold names. */
  private static final Set<String> NAMING =
      Set.of(
          "name",
          "namespace",
          "uid",
          "nodeName",
          "providerId",
          "node",
          "claims",
          "ephemeral",
          "volumeName",
          "selectedNode",
          "controller",
          "handle",
          "surplus",
          "strangers",
          "intent",
          "victim",
          "plan",
          "hold");

  /** Fields that hold what is compared with other things than names. */
  private static final Set<String> KEPT =
      Set.of("spec", "storageClass", "driver", "drivers", "provisioner", "group", "offering");

  /** Labels whose values the scheduling model or Drover itself looks at. */
  private static final List<String> LOOKED_AT =
      List.of(
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region",
          "node.kubernetes.io/instance-type",
          "kubernetes.io/hostname",
          "kubernetes.io/os",
          "kubernetes.io/arch",
          "drover.dev/capacity-type",
          NodeFact.GROUP_LABEL);

  /**
   * Looks at all that may hold names.
   *
   * @param head what stands beside the facts may speak of nodes that are gone
   */
  static Words in(List<JsonNode> facts, JsonNode head) {
    Finding finding = new Finding();
    for (JsonNode fact : facts) {
      if (fact.path("is").asText().equals("nodeGroup")) {
        finding.keep(fact.path("name"));
        JsonNode moved = fact.path("history").path("swings").path("moved");
        moved.fieldNames().forEachRemaining(finding.names::add);
      }
      finding.look("", fact);
    }
    finding.look("", head.path("usage"));
    finding.look("namespace", head.path("settings").path("ignoredNamespaces"));
    finding.look("", head.path("interruptions"));
    finding.look("", head.path("remembered").path("interruptions"));
    for (String field : BY_NAME) {
      head.path("remembered").path(field).fieldNames().forEachRemaining(finding.names::add);
    }
    finding.names.removeAll(finding.kept);
    return new Words(Set.copyOf(finding.names), Set.copyOf(finding.compared));
  }

  /** One look over all facts. */
  private static final class Finding {
    final Set<String> names = new HashSet<>();
    final Set<String> kept = new HashSet<>(List.of("kube-system", "true", "false", ""));
    final Set<String> compared = new HashSet<>(LOOKED_AT);

    void look(String field, JsonNode node) {
      if (node.isTextual() && NAMING.contains(field)) {
        names.add(node.textValue());
      }
      if (node.isArray()) {
        node.forEach(each -> look(field, each));
      }
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        // A name by itself is written as an object with one value.
        String key = entry.getKey().equals("value") ? field : entry.getKey();
        asksFor(key, entry.getValue());
        if (KEPT.contains(key)) {
          keep(entry.getValue());
        } else {
          look(key, entry.getValue());
        }
      }
    }

    private void asksFor(String field, JsonNode value) {
      switch (field) {
        case "key", "topologyKey" -> {
          if (value.isTextual()) {
            compared.add(value.textValue());
            kept.add(value.textValue());
          }
        }
        case "nodeSelector" -> value.fieldNames().forEachRemaining(compared::add);
        case "topologyKeys" -> value.forEach(each -> compared.add(each.asText()));
        default -> {}
      }
    }

    void keep(JsonNode node) {
      if (node.isTextual()) {
        kept.add(node.textValue());
      }
      node.forEach(this::keep);
      node.fieldNames().forEachRemaining(kept::add);
    }
  }
}
