package io.drover.daemon.convert;

import static io.drover.daemon.convert.MetadataFields.annotation;
import static io.drover.daemon.convert.MetadataFields.label;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The fields of the old {@code VPSieNode}. */
final class ServerFields {
  private static final String TAKEN_OVER = "providers.NAME.vpsie.takenOver";
  private static final String ANEW = "Drover reads it from VPSie, or from the Node";
  private static final String LIFE = "the life of a node is in its ManagedNode's status";

  private ServerFields() {}

  static List<Field<ServerDraft>> all() {
    List<Field<ServerDraft>> fields = new ArrayList<>(MetadataFields.all());
    fields.addAll(metadata());
    fields.addAll(spec());
    fields.addAll(status());
    return fields;
  }

  private static List<Field<ServerDraft>> metadata() {
    List<Field<ServerDraft>> fields = new ArrayList<>();
    fields.add(
        new Field<>(
            "metadata.deletionTimestamp",
            Form.ANY,
            (given, server) -> {
              server.going = true;
              return Told.notNeeded("it is being deleted and is not taken over");
            }));
    fields.add(Field.told("metadata.name", Form.TEXT, Told.notNeeded("records get names anew")));
    for (String key :
        List.of(
            "managed", "nodegroup-namespace", "vpsienode", "nodegroup", "datacenter", "offering")) {
      fields.add(
          Field.told(
              label(key), Form.ANY, Told.notNeeded("the label drover.dev/node-group of the Node")));
    }
    for (String key : List.of("vps-id", "creation-requested", "drain-start-time", "drain-status")) {
      fields.add(Field.told(annotation(key), Form.ANY, Told.notNeeded(LIFE)));
    }
    fields.add(
        Field.told(
            annotation("scale-down-allowed-hours"),
            Form.ANY,
            Told.elsewhere("spec.scaleDown.hours of its NodeGroup; a single node has no hours")));
    fields.add(new Field<>(annotation("creation-reason"), Form.ANY, ServerFields::reason));
    fields.add(new Field<>(annotation("protected"), Form.ANY, ServerFields::kept));
    fields.add(new Field<>(annotation("scale-down"), Form.ANY, ServerFields::kept));
    fields.add(new Field<>(label("scale-down-disabled"), Form.ANY, ServerFields::kept));
    return fields;
  }

  private static List<Field<ServerDraft>> spec() {
    List<Field<ServerDraft>> fields = new ArrayList<>();
    fields.add(
        took("spec.nodeGroupName", TAKEN_OVER + ", as group", (it, text) -> it.group = text));
    fields.add(
        new Field<>(
            "spec.vpsieInstanceID",
            Form.number(0, Integer.MAX_VALUE),
            (given, server) -> {
              server.instance = given.number();
              return Told.notNeeded("servers are taken over by hostname or identifier");
            }));
    fields.add(
        took("spec.nodeName", "the Node that is labelled", (it, text) -> it.specNodeName = text));
    fields.add(
        took(
            "spec.vpsieNodeIdentifier",
            TAKEN_OVER + ", where there is no hostname",
            (it, text) -> it.identifier = text));
    fields.add(
        took(
            "spec.instanceType",
            "label node.kubernetes.io/instance-type of its Node, by which its price is known",
            (it, text) -> it.instanceType = text));
    fields.add(
        took(
            "spec.datacenterID",
            "label topology.kubernetes.io/zone of its Node, by which its price is known",
            (it, text) -> it.datacenter = text));
    for (String key : List.of("ipAddress", "ipv6Address")) {
      fields.add(told("spec." + key, ANEW));
    }
    for (String key : List.of("resourceIdentifier", "project", "osImageID", "sshKeyIDs")) {
      fields.add(told("spec." + key, "its NodeGroup says it, for new servers"));
    }
    fields.add(told("spec.kubernetesVersion", "Drover installs no Kubernetes"));
    fields.add(
        told("spec.vpsieGroupID", "where VPSie's own Kubernetes makes nodes, it tells them"));
    return fields;
  }

  private static List<Field<ServerDraft>> status() {
    List<Field<ServerDraft>> fields = new ArrayList<>();
    fields.add(
        new Field<>(
            "status.phase",
            Form.oneOf(
                "Pending",
                "Provisioning",
                "Provisioned",
                "Joining",
                "Ready",
                "Terminating",
                "Deleting",
                "Deleted",
                "Failed"),
            (given, server) -> {
              server.phase = given.text();
              return Told.elsewhere("status.phase of its ManagedNode, once it is taken over");
            }));
    fields.add(
        took("status.nodeName", "the Node that is labelled", (it, text) -> it.nodeName = text));
    fields.add(took("status.hostname", TAKEN_OVER, (it, text) -> it.hostname = text));
    fields.add(told("status.vpsieStatus", ANEW));
    for (String key : List.of("cpu", "memoryMB", "diskGB", "bandwidthGB")) {
      fields.add(told("status.resources." + key, ANEW));
    }
    for (String key :
        List.of(
            "createdAt",
            "provisionedAt",
            "joinedAt",
            "readyAt",
            "terminatingAt",
            "deletedAt",
            "conditions",
            "lastError",
            "observedGeneration")) {
      fields.add(told("status." + key, LIFE));
    }
    return fields;
  }

  private static Field<ServerDraft> told(String path, String why) {
    return Field.told(path, Form.ANY, Told.notNeeded(why));
  }

  private static Field<ServerDraft> took(
      String path, String to, BiConsumer<ServerDraft, String> puts) {
    return new Field<>(
        path,
        Form.TEXT,
        (given, server) -> {
          puts.accept(server, given.text());
          return Told.carried(to);
        });
  }

  /** The old scale-down left nodes alone that were not made for pods. */
  private static Told reason(Given given, ServerDraft server) {
    if (given.text().equals("metrics")) {
      return Told.notNeeded("`drover explain node`");
    }
    server.kept = true;
    return Told.changed(
        "annotation drover.dev/do-not-disrupt of its Node",
        "the old autoscaler never removed a node with this reason");
  }

  private static Told kept(Given given, ServerDraft server) {
    if (!given.text().equals("true") && !given.text().equals("disabled")) {
      return Told.notNeeded("it forbids nothing");
    }
    server.kept = true;
    return Told.carried("annotation drover.dev/do-not-disrupt of its Node");
  }
}
