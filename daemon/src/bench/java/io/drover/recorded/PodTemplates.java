package io.drover.recorded;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the recorded workloads make their pods of. */
final class PodTemplates {
  static final int WORKLOADS = 300;
  static final int DAEMONS = 3;
  static final int NAMESPACES = 40;
  private static final String PENDING = "report";
  private static final int[] CPUS = {50, 100, 200, 250, 500, 1000};
  private static final int[] MEMORIES = {64, 128, 256, 512, 1024, 2048};

  private final Recording recording;

  PodTemplates(Recording recording) {
    this.recording = recording;
  }

  /** How a workload's objects are called. */
  record Names(String namespace, String app, String ownerKind, String owner) {
    /** Whether its pods wait for a node. */
    boolean waits() {
      return app.equals(PENDING);
    }
  }

  /**
   * A workload.
   *
   * @param number tells it from others of its kind
   * @param more fields of the pod's spec, ending in a comma, as JSON
   */
  record Spec(Names names, int number, int containers, String cpu, String memory, String more) {}

  Spec daemon(int number) {
    String app = List.of("node-agent", "log-shipper", "csi-node").get(number);
    return new Spec(
        new Names("kube-system", app, "DaemonSet", app), 1000 + number, 2, "50m", "64Mi", "");
  }

  Spec workload(int number) {
    Random random = new Random(recording.seed() + number);
    String app = "service-%03d".formatted(number);
    String owner = app + "-%08x".formatted(random.nextInt());
    return new Spec(
        new Names(namespace(number), app, "ReplicaSet", owner),
        number,
        1 + random.nextInt(10) / 5 + random.nextInt(10) / 9,
        CPUS[random.nextInt(CPUS.length)] / 2 + "m",
        MEMORIES[random.nextInt(MEMORIES.length)] + "Mi",
        more(number, app));
  }

  /** Pods for which only a node of its own pool will do, one for each. */
  Spec pending() {
    return new Spec(
        new Names("batch", PENDING, "ReplicaSet", PENDING + "-5d4f8c7b9d"),
        2000,
        1,
        "1500m",
        "1Gi",
        "\"nodeSelector\":{\"pool\":\"reports\"},");
  }

  static String namespace(int number) {
    return "team-%02d".formatted(number % NAMESPACES);
  }

  private static String more(int number, String app) {
    return switch (number % 10) {
      case 0 ->
          """
          "topologySpreadConstraints":[{"maxSkew":5,"topologyKey":"topology.kubernetes.io/zone",
           "whenUnsatisfiable":"DoNotSchedule","labelSelector":{"matchLabels":{"app":"%s"}}}],"""
              .formatted(app);
      case 1 -> "\"nodeSelector\":{\"disk\":\"ssd\"},";
      case 2 ->
          """
          "affinity":{"podAntiAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[
           {"weight":100,"podAffinityTerm":{"topologyKey":"kubernetes.io/hostname",
            "labelSelector":{"matchLabels":{"app":"%s"}}}}]}},"""
              .formatted(app);
      default -> "";
    };
  }

  /** The pod with its holes: name, uid, version, node, ip, minute. */
  String pod(Spec spec, boolean bound) {
    List<String> containers = new ArrayList<>();
    List<String> statuses = new ArrayList<>();
    for (int n = 0; n < spec.containers(); n++) {
      containers.add(
          PodForms.CONTAINER.formatted(n, spec.names().app(), spec.cpu(), spec.memory()));
      statuses.add(PodForms.CONTAINER_STATUS.formatted(n, spec.names().app()));
    }
    Names names = spec.names();
    String owner =
        PodForms.OWNER.formatted(
            names.ownerKind(), names.owner(), recording.uid("owner", spec.number()));
    String status =
        bound ? PodForms.RUNNING.formatted(String.join(",", statuses)) : PodForms.UNSCHEDULABLE;
    return PodForms.POD.formatted(
        names.namespace(),
        names.owner(),
        names.app(),
        spec.number(),
        owner,
        String.join(",", containers),
        bound ? "\"nodeName\":\"@node@\"," : "",
        spec.more(),
        status);
  }
}
