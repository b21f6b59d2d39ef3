package io.drover.recorded;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Nodes of 16 CPU in three zones, as a cloud's kubelets tell them. */
record RecordedNodes(Recording recording, Template template) implements RecordedKind {
  private static final int IMAGES = 25;
  private static final String FORM =
      """
      {"metadata":{"name":"@name@","uid":"@uid@","resourceVersion":"@version@",
       "creationTimestamp":"2026-10-01T08:00:00Z",
       "labels":{"beta.kubernetes.io/arch":"amd64","beta.kubernetes.io/os":"linux",
        "kubernetes.io/arch":"amd64","kubernetes.io/os":"linux","kubernetes.io/hostname":"@name@",
        "node.kubernetes.io/instance-type":"m6.4xlarge","topology.kubernetes.io/region":"west-1",
        "topology.kubernetes.io/zone":"@zone@","topology.ebs.csi.aws.com/zone":"@zone@",
        "failure-domain.beta.kubernetes.io/zone":"@zone@","pool":"@pool@","disk":"@disk@"},
       "annotations":{"csi.volume.kubernetes.io/nodeid":"{\\"ebs.csi.aws.com\\":\\"i-@name@\\"}",
        "node.alpha.kubernetes.io/ttl":"300",
        "volumes.kubernetes.io/controller-managed-attach-detach":"true"},
       "managedFields":[
        {"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-10-01T08:00:00Z",
         "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:annotations":{".":{},
          "f:volumes.kubernetes.io/controller-managed-attach-detach":{}},"f:labels":{".":{},
          "f:kubernetes.io/arch":{},"f:kubernetes.io/os":{},"f:pool":{},"f:disk":{}}},
          "f:spec":{"f:providerID":{}}}},
        {"manager":"kubelet","operation":"Update","apiVersion":"v1","time":"2026-11-20T08:00:00Z",
         "fieldsType":"FieldsV1","subresource":"status","fieldsV1":{"f:status":{"f:conditions":{
          "k:{\\"type\\":\\"Ready\\"}":{"f:lastHeartbeatTime":{},"f:message":{},"f:reason":{}},
          "k:{\\"type\\":\\"DiskPressure\\"}":{"f:lastHeartbeatTime":{}}},"f:images":{}}}}]},
       "spec":{"podCIDR":"10.0.0.0/24","podCIDRs":["10.0.0.0/24"],
        "providerID":"aws:///@zone@/i-@name@"},
       "status":{
        "capacity":{"cpu":"16","memory":"64971884Ki","pods":"110","ephemeral-storage":"104845292Ki",
         "hugepages-1Gi":"0","hugepages-2Mi":"0"},
        "allocatable":{"cpu":"15890m","memory":"61972588Ki","pods":"110",
         "ephemeral-storage":"95551679124","hugepages-1Gi":"0","hugepages-2Mi":"0"},
        "conditions":[%s],
        "addresses":[{"type":"InternalIP","address":"10.1.2.3"},
         {"type":"Hostname","address":"@name@"}],
        "daemonEndpoints":{"kubeletEndpoint":{"Port":10250}},
        "nodeInfo":{"machineID":"@uid@","systemUUID":"@uid@","bootID":"@uid@",
         "kernelVersion":"6.12.40","osImage":"Linux 12","architecture":"amd64",
         "containerRuntimeVersion":"containerd://2.1.4","kubeletVersion":"v1.36.3",
         "kubeProxyVersion":"","operatingSystem":"linux"},
        "images":[%s]}}
      """;

  static RecordedNodes of(Recording recording) {
    String conditions =
        condition("MemoryPressure", "False", "KubeletHasSufficientMemory")
            + ","
            + condition("DiskPressure", "False", "KubeletHasNoDiskPressure")
            + ","
            + condition("PIDPressure", "False", "KubeletHasSufficientPID")
            + ","
            + condition("Ready", "True", "KubeletReady");
    String images =
        IntStream.range(0, IMAGES).mapToObj(RecordedNodes::image).collect(Collectors.joining(","));
    return new RecordedNodes(recording, new Template(FORM.formatted(conditions, images)));
  }

  private static String condition(String type, String status, String reason) {
    return """
    {"type":"%s","status":"%s","reason":"%s","message":"kubelet says: %s",
     "lastHeartbeatTime":"2026-11-20T08:00:00Z","lastTransitionTime":"2026-10-01T08:01:00Z"}"""
        .formatted(type, status, reason, reason);
  }

  private static String image(int number) {
    String name = "registry.example.com/platform/service-%02d".formatted(number);
    return """
    {"names":["%s@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","%s:1.%d"],
     "sizeBytes":%d}"""
        .formatted(name, name, number, 50_000_000 + 1_000_003 * number);
  }

  static String name(int index) {
    return "ip-10-" + index / 250 + "-" + index % 250 + ".west-1.example";
  }

  static String zone(int index) {
    return "zone-" + (char) ('a' + index % 3);
  }

  @Override
  public String apiVersion() {
    return "v1";
  }

  @Override
  public String kind() {
    return "Node";
  }

  @Override
  public int count() {
    return recording.nodes();
  }

  @Override
  public void write(int index, ByteArrayOutputStream to) {
    template.write(
        to,
        Map.of(
            "name", name(index),
            "uid", recording.uid("node", index),
            "version", Long.toString(Recording.VERSION - index),
            "zone", zone(index),
            "pool", index % 5 == 0 ? "system" : "general",
            "disk", index % 2 == 0 ? "ssd" : "hdd"));
  }
}
