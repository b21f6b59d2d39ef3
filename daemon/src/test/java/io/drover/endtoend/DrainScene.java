package io.drover.endtoend;

import java.util.List;

/**
 * What runs on a node that is not needed, or on several of them.
 *
 * @param name also of the node group, and of the pods as their label {@code app}
 * @param nodes how many are not needed; as many stay
 * @param pods how many there are
 * @param scaleDown settings of the group
 * @param manifest the objects
 */
record DrainScene(String name, int nodes, int pods, String scaleDown, String manifest) {
  private static final String SOON = "unneededTime: 3s";

  /** So that what is put back can be seen before the next drain. */
  private static final String LATER = "unneededTime: 15s";

  /** Its nodes go only when they have drifted. */
  private static final String DRIFTING =
      "unneededTime: 3s, utilizationThreshold: 0%, replaceDrifted: true";

  private static final String POD =
      """
        metadata: {labels: {app: %1$s}, annotations: {%2$s}}
        spec:
          terminationGracePeriodSeconds: %3$d
          nodeSelector: {drover.dev/node-group: %1$s}
          containers:
            - {name: main, image: none, resources: {requests: {cpu: 100m, memory: 16Mi}}}
      """;

  static final List<DrainScene> ALL =
      List.of(
          soon(
              "pdb-min",
              2,
              deployment("pdb-min", 2, plain("pdb-min"))
                  + budget("pdb-min", "pdb-min", "minAvailable: 1")),
          soon(
              "pdb-none",
              1,
              deployment("pdb-none", 1, plain("pdb-none"))
                  + budget("pdb-none", "pdb-none", "maxUnavailable: 0")),
          soon(
              "pdb-two",
              1,
              deployment("pdb-two", 1, plain("pdb-two"))
                  + budget("pdb-two", "pdb-two-a", "maxUnavailable: 1")
                  + budget("pdb-two", "pdb-two-b", "maxUnavailable: 1")),
          soon("single", 1, deployment("single", 1, plain("single"))),
          soon("bare", 1, bare()),
          soon(
              "system",
              1,
              deployment("system", 1, plain("system"))
                  .replace("namespace: default", "namespace: kube-system")),
          soon(
              "local",
              1,
              deployment(
                  "local", 1, plain("local") + "    volumes: [{name: data, emptyDir: {}}]\n")),
          soon("job", 1, job()),
          soon(
              "grace",
              1,
              deployment("grace", 1, POD.formatted("grace", "drover.test/delete-delay: 25s", 60))),
          soon(
              "stuck",
              1,
              deployment(
                  "stuck", 1, POD.formatted("stuck", "drover.test/stuck-finalizer: \"true\"", 1))),
          soon("daemon", 2, workload("DaemonSet", "daemon", "", plain("daemon"))),
          soon("volume", 0, deployment("volume", 0, plain("volume"))),
          new DrainScene("stateful", 2, 2, SOON, stateful()),
          new DrainScene("forced", 1, 1, DRIFTING, forced()),
          new DrainScene(
              "veto",
              1,
              1,
              LATER,
              deployment("veto", 1, POD.formatted("veto", "drover.test/delete-delay: 240s", 300))));

  private static DrainScene soon(String name, int pods, String manifest) {
    return new DrainScene(name, 1, pods, SOON, manifest);
  }

  private static String plain(String name) {
    return POD.formatted(name, "", 1);
  }

  private static String deployment(String name, int replicas, String pod) {
    return workload("Deployment", name, "replicas: " + replicas, pod);
  }

  private static String workload(String kind, String name, String more, String pod) {
    return """
    ---
    apiVersion: apps/v1
    kind: %1$s
    metadata: {name: %2$s, namespace: default}
    spec:
      %3$s
      selector: {matchLabels: {app: %2$s}}
      template:
    %4$s
    """
        .formatted(kind, name, more, pod.indent(4).stripTrailing());
  }

  /** No two on one node, one at a time, and back in service only after a while. */
  private static String stateful() {
    String apart =
        """
            affinity:
              podAntiAffinity:
                requiredDuringSchedulingIgnoredDuringExecution:
                  - topologyKey: kubernetes.io/hostname
                    labelSelector: {matchLabels: {app: stateful}}
        """;
    return workload(
            "StatefulSet",
            "stateful",
            "serviceName: stateful\n  replicas: 2",
            POD.formatted("stateful", "drover.test/ready-delay: 5s", 1) + apart)
        + budget("stateful", "stateful", "maxUnavailable: 1");
  }

  /** One whose turn comes last, and one that takes its time before. */
  private static String forced() {
    String last =
        plain("forced").replace("labels: {app: forced}", "labels: {app: last}")
            + "    priorityClassName: system-cluster-critical\n";
    return deployment("forced", 1, POD.formatted("forced", "drover.test/delete-delay: 20s", 25))
        + deployment("last", 1, last);
  }

  private static String job() {
    String annotations =
        "drover.test/run-time: 40s, cluster-autoscaler.kubernetes.io/safe-to-evict: on-completion";
    return """
    ---
    apiVersion: batch/v1
    kind: Job
    metadata: {name: job, namespace: default}
    spec:
      template:
    %s
            restartPolicy: Never
    """
        .formatted(POD.formatted("job", annotations, 1).indent(4).stripTrailing());
  }

  private static String bare() {
    return """
    ---
    apiVersion: v1
    kind: Pod
    """
        + plain("bare")
            .replace("metadata: {", "metadata: {name: bare, namespace: default, ")
            .indent(-2);
  }

  static String budget(String app, String name, String rule) {
    return """
    ---
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: %s, namespace: default}
    spec: {%s, selector: {matchLabels: {app: %s}}}
    """
        .formatted(name, rule, app);
  }
}
