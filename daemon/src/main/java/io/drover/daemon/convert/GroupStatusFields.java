package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the old {@code NodeGroup} told of itself; Drover finds it out anew. */
final class GroupStatusFields {
  private static final Map<String, String> TOLD_IN =
      Map.of(
          "currentNodes", "status.current",
          "desiredNodes", "status.desired",
          "readyNodes", "status.ready",
          "conditions", "status.conditions",
          "lastScaleUpTime", "status.lastScaleUp",
          "lastScaleDownTime", "status.lastScaleDown",
          "observedGeneration", "status.observedGeneration");

  private GroupStatusFields() {}

  static List<Field<GroupDraft>> all() {
    List<Field<GroupDraft>> fields = new ArrayList<>();
    TOLD_IN.forEach(
        (key, ours) -> fields.add(told("status." + key, "Drover counts anew, in " + ours)));
    fields.add(told("status.lastScaleTime", "status.lastScaleUp and lastScaleDown tell it"));
    fields.add(
        Field.told(
            "status.vpsieGroupID",
            Form.ANY,
            Told.elsewhere(
                "spec.settings.kubernetesGroup, where VPSie's own Kubernetes makes the nodes: the"
                    + " group's name there, not its number; without it the name of this group")));
    fields.add(
        new Field<>(
            "status.nodes[].nodeName",
            Form.TEXT,
            (given, group) -> {
              group.nodes.add(given.text());
              return Told.carried(
                  "providers.NAME.vpsie.takenOver, by this name where no VPSieNode says more");
            }));
    fields.add(told("status.nodes[].vpsID", "servers are taken over by hostname or identifier"));
    fields.add(told("status.nodes[].instanceType", "its offering is read from the Node's labels"));
    for (String key : List.of("status", "createdAt", "readyAt", "ipAddress")) {
      fields.add(told("status.nodes[]." + key, "read anew from the cluster and from VPSie"));
    }
    return fields;
  }

  private static Field<GroupDraft> told(String path, String why) {
    return Field.told(path, Form.ANY, Told.notNeeded(why));
  }
}
