package io.drover.doubles.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Node object with which a machine registers itself. */
final class NodeObject {
  private NodeObject() {}

  static String of(Machine machine) {
    Map<String, String> labels = new HashMap<>(machine.labels());
    labels.put(KubernetesBoot.KUBELET, "running");
    List<Map<String, String>> taints = new ArrayList<>();
    for (Taint taint : machine.taints()) {
      String value = taint.value();
      taints.add(
          value == null
              ? Map.of("key", taint.key(), "effect", taint.effect())
              : Map.of("key", taint.key(), "value", value, "effect", taint.effect()));
    }
    return Json.text(
        Map.of(
            "apiVersion", "v1",
            "kind", "Node",
            "metadata", Map.of("name", machine.nodeName(), "labels", labels),
            "spec", Map.of("providerID", machine.providerId(), "taints", taints),
            "status", status(machine)));
  }

  private static Map<String, Object> status(Machine machine) {
    Map<String, Object> status = new HashMap<>();
    status.put("capacity", machine.capacity());
    status.put("allocatable", machine.allocatable());
    List<Map<String, String>> addresses = new ArrayList<>();
    machine
        .addresses()
        .forEach((type, address) -> addresses.add(Map.of("type", type, "address", address)));
    if (!addresses.isEmpty()) status.put("addresses", addresses);
    return status;
  }
}
