package io.drover.recorded;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Pods of a few hundred workloads in the order of their keys, as an API server lists them: three of
 * each node's are of DaemonSets, some wait.
 */
final class RecordedPods implements RecordedKind {
  /** Has no divisor with any sensible number of nodes, so that a workload's pods are spread. */
  private static final long STRIDE = 7_919;

  private final Recording recording;
  private final List<Workload> workloads = new ArrayList<>();

  /** Pods of one template with their indexes. */
  private record Workload(PodTemplates.Spec spec, Template template, int from, int count) {}

  RecordedPods(Recording recording) {
    this.recording = recording;
    PodTemplates templates = new PodTemplates(recording);
    List<PodTemplates.Spec> specs = new ArrayList<>(List.of(templates.pending()));
    for (int n = 0; n < PodTemplates.DAEMONS; n++) {
      specs.add(templates.daemon(n));
    }
    for (int n = 0; n < PodTemplates.WORKLOADS; n++) {
      specs.add(templates.workload(n));
    }
    specs.sort(Comparator.comparing(spec -> spec.names().namespace() + "/" + spec.names().owner()));
    int from = 0;
    for (PodTemplates.Spec spec : specs) {
      int count = count(spec);
      Template template = new Template(templates.pod(spec, !spec.names().waits()));
      workloads.add(new Workload(spec, template, from, count));
      from += count;
    }
  }

  private int count(PodTemplates.Spec spec) {
    if (spec.names().waits()) {
      return recording.pending();
    }
    if (spec.names().ownerKind().equals("DaemonSet")) {
      return recording.nodes();
    }
    int others = recording.pods() - PodTemplates.DAEMONS * recording.nodes();
    int each = others / PodTemplates.WORKLOADS;
    return spec.number() == 0 ? others - each * (PodTemplates.WORKLOADS - 1) : each;
  }

  @Override
  public String apiVersion() {
    return "v1";
  }

  @Override
  public String kind() {
    return "Pod";
  }

  @Override
  public int count() {
    return recording.pods() + recording.pending();
  }

  @Override
  public void write(int index, ByteArrayOutputStream to) {
    Workload workload = workloadOf(index);
    int own = index - workload.from();
    int node = (int) (index * STRIDE % recording.nodes());
    Map<String, String> values = new HashMap<>();
    values.put("name", workload.spec().names().owner() + "-" + hex(own));
    values.put("uid", recording.uid("pod", index));
    values.put("version", Long.toString(Recording.VERSION - index));
    values.put("node", RecordedNodes.name(node));
    values.put("ip", "10." + (64 + index / 62500) + "." + index / 250 % 250 + "." + index % 250);
    values.put("minute", (10 + index / 50 % 14) + ":" + (10 + index % 50));
    workload.template().write(to, values);
  }

  private static String hex(int number) {
    return HexFormat.of().toHexDigits(number, 5);
  }

  private Workload workloadOf(int index) {
    int low = 0;
    int high = workloads.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (workloads.get(middle).from() <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return workloads.get(low);
  }
}
