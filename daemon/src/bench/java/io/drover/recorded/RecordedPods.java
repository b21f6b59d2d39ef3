package io.drover.recorded;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods of a few hundred workloads: three of each node's are of DaemonSets; the last ones wait. */
final class RecordedPods implements RecordedKind {
  private final Recording recording;
  private final List<Workload> daemons = new ArrayList<>();
  private final List<Workload> workloads = new ArrayList<>();
  private final Workload pending;

  /** Pods of one template, on a node and waiting for one. */
  private record Workload(PodTemplates.Names names, Template bound, Template waiting) {}

  RecordedPods(Recording recording) {
    this.recording = recording;
    PodTemplates templates = new PodTemplates(recording);
    for (int n = 0; n < PodTemplates.DAEMONS; n++) {
      daemons.add(workload(templates, templates.daemon(n)));
    }
    for (int n = 0; n < PodTemplates.WORKLOADS; n++) {
      workloads.add(workload(templates, templates.workload(n)));
    }
    pending = workload(templates, templates.pending());
  }

  private static Workload workload(PodTemplates templates, PodTemplates.Spec spec) {
    return new Workload(
        spec.names(),
        new Template(templates.pod(spec, true)),
        new Template(templates.pod(spec, false)));
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
  public void write(int index, Buffer to) {
    boolean waits = index >= recording.pods();
    int turn = index / recording.nodes();
    Workload of = waits ? pending : turn < PodTemplates.DAEMONS ? daemons.get(turn) : one(index);
    int node = index % recording.nodes();
    Map<String, String> values = new HashMap<>();
    values.put("name", of.names().pod(index));
    values.put("uid", recording.uid("pod", index));
    values.put("version", Long.toString(Recording.VERSION - index));
    values.put("node", RecordedNodes.name(node));
    values.put("ip", "10.%d.%d.%d".formatted(64 + index / 62500, index / 250 % 250, index % 250));
    values.put("minute", "%02d:%02d".formatted(index / 60 % 24, index % 60));
    (waits ? of.waiting() : of.bound()).write(to, values);
  }

  private Workload one(int index) {
    long random = recording.random("workload", index) >>> 1;
    return workloads.get((int) (random % workloads.size()));
  }
}
