package io.drover.recorded;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Objects of which there are so few that they are held. */
record FewObjects(String apiVersion, String kind, List<byte[]> objects) implements RecordedKind {
  /** Where among the namespaces the one is whose uid names the cluster. */
  static final int KUBE_SYSTEM = 1;

  private static final String NAMESPACE =
      """
      {"metadata":{"name":"@name@","uid":"@uid@","resourceVersion":"1",
       "creationTimestamp":"2026-01-01T00:00:00Z",
       "labels":{"kubernetes.io/metadata.name":"@name@"}},
       "spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}""";
  private static final String REPLICA_SET =
      """
      {"metadata":{"name":"@name@","namespace":"@namespace@","uid":"@uid@","resourceVersion":"1",
       "creationTimestamp":"2026-01-01T00:00:00Z"},
       "spec":{"replicas":@count@,"selector":{"matchLabels":{"app":"@app@"}}},
       "status":{"replicas":@count@,"readyReplicas":@count@}}""";
  private static final String DAEMON_SET =
      """
      {"metadata":{"name":"@name@","namespace":"@namespace@","uid":"@uid@","resourceVersion":"1",
       "creationTimestamp":"2026-01-01T00:00:00Z"},
       "spec":{"selector":{"matchLabels":{"app":"@app@"}},
        "template":{"metadata":{"labels":{"app":"@app@"}},
         "spec":{"containers":[{"name":"c0","image":"none",
          "resources":{"requests":{"cpu":"100m","memory":"128Mi"}}}]}}},
       "status":{"currentNumberScheduled":1,"desiredNumberScheduled":1,"numberReady":1}}""";

  @Override
  public int count() {
    return objects.size();
  }

  @Override
  public void write(int index, ByteArrayOutputStream to) {
    to.writeBytes(objects.get(index));
  }

  static FewObjects namespaces(Recording recording) {
    List<String> names = new ArrayList<>(List.of("default", "kube-system", "batch"));
    for (int n = 0; n < PodTemplates.NAMESPACES; n++) {
      names.add(PodTemplates.namespace(n));
    }
    Template form = new Template(NAMESPACE);
    List<byte[]> objects = new ArrayList<>();
    for (int n = 0; n < names.size(); n++) {
      objects.add(filled(form, Map.of("name", names.get(n), "uid", recording.uid("namespace", n))));
    }
    return new FewObjects("v1", "Namespace", objects);
  }

  static FewObjects replicaSets(Recording recording) {
    PodTemplates templates = new PodTemplates(recording);
    List<PodTemplates.Spec> specs = new ArrayList<>();
    for (int n = 0; n < PodTemplates.WORKLOADS; n++) {
      specs.add(templates.workload(n));
    }
    specs.add(templates.pending());
    int each = recording.pods() / PodTemplates.WORKLOADS;
    return owners(recording, "ReplicaSet", REPLICA_SET, specs, each);
  }

  static FewObjects daemonSets(Recording recording) {
    PodTemplates templates = new PodTemplates(recording);
    List<PodTemplates.Spec> specs = new ArrayList<>();
    for (int n = 0; n < PodTemplates.DAEMONS; n++) {
      specs.add(templates.daemon(n));
    }
    return owners(recording, "DaemonSet", DAEMON_SET, specs, recording.nodes());
  }

  private static FewObjects owners(
      Recording recording, String kind, String json, List<PodTemplates.Spec> specs, int each) {
    Template form = new Template(json.replace("@count@", Integer.toString(each)));
    List<byte[]> objects = new ArrayList<>();
    for (PodTemplates.Spec spec : specs) {
      objects.add(
          filled(
              form,
              Map.of(
                  "name", spec.names().owner(),
                  "namespace", spec.names().namespace(),
                  "app", spec.names().app(),
                  "uid", recording.uid("owner", spec.number()))));
    }
    return new FewObjects("apps/v1", kind, objects);
  }

  private static byte[] filled(Template form, Map<String, String> values) {
    ByteArrayOutputStream object = new ByteArrayOutputStream();
    form.write(object, values);
    return object.toByteArray();
  }
}
