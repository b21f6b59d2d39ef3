package io.drover.endtoend;

import io.drover.ground.RecordedRequest;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * When each of many nodes was cordoned, had its first pod evicted, had lost its last pod, and when
 * its machine was told to go: by what went to the API server, by a watch, and by the cloud's log.
 *
 * @param nodeOf the node of each pod at the beginning
 * @param machineOf the cloud's id of each node's machine
 * @param lastGone when a node's newest loss of a pod was
 */
record DrainTimeline(
    Map<String, String> nodeOf,
    Map<String, String> machineOf,
    Map<String, Instant> lastGone,
    SharedIndexInformer<Pod> watch)
    implements AutoCloseable {
  private static final int CREATED = 201;

  /** Of one node; what was not seen is null. */
  private record Line(
      String node,
      @Nullable Instant cordoned,
      @Nullable Instant evicting,
      @Nullable Instant empty,
      @Nullable Instant terminating) {}

  /** Begins to look at the pods with the label {@code part=web}, which are on so many nodes. */
  static DrainTimeline of(Cluster cluster, int nodes) {
    Map<String, String> nodeOf = new ConcurrentHashMap<>();
    Map<String, Instant> lastGone = new ConcurrentHashMap<>();
    SharedIndexInformer<Pod> watch =
        cluster
            .plane()
            .client()
            .pods()
            .inNamespace("default")
            .withLabel("part", "web")
            .inform(new Losses(nodeOf, lastGone));
    Map<String, String> machineOf = new HashMap<>();
    for (Node node : cluster.nodes()) {
      if (nodeOf.containsValue(node.getMetadata().getName())) {
        String id = node.getSpec().getProviderID();
        machineOf.put(node.getMetadata().getName(), id.substring(id.lastIndexOf('/') + 1));
      }
    }
    if (machineOf.size() != nodes) {
      throw new IllegalStateException("the pods are on %d nodes".formatted(machineOf.size()));
    }
    return new DrainTimeline(Map.copyOf(nodeOf), machineOf, lastGone, watch);
  }

  private record Losses(Map<String, String> nodeOf, Map<String, Instant> lastGone)
      implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      if (pod.getSpec().getNodeName() != null) {
        nodeOf.put(pod.getMetadata().getName(), pod.getSpec().getNodeName());
      }
    }

    @Override
    public void onUpdate(Pod before, Pod now) {}

    @Override
    public void onDelete(Pod pod, boolean finalStateUnknown) {
      if (pod.getSpec().getNodeName() != null) {
        lastGone.put(pod.getSpec().getNodeName(), Instant.now());
      }
    }
  }

  static boolean evicted(RecordedRequest request) {
    return request.method().equals("POST")
        && request.path().endsWith("/eviction")
        && request.status().orElse(0) == CREATED;
  }

  /**
   * How many of the pods were asked to leave through the eviction API; whether the answer came in
   * time does not count.
   */
  long askedToLeave(List<RecordedRequest> requests) {
    return requests.stream()
        .filter(request -> request.method().equals("POST"))
        .filter(request -> request.path().endsWith("/eviction"))
        .map(DrainTimeline::pod)
        .filter(nodeOf::containsKey)
        .distinct()
        .count();
  }

  /** The name in the path {@code …/pods/NAME/eviction}. */
  private static String pod(RecordedRequest eviction) {
    String[] path = eviction.path().split("/", -1);
    return path[path.length - 2];
  }

  Duration lastPodGone(Instant begin) {
    return machineOf.keySet().stream()
        .map(lastGone::get)
        .max(Comparator.naturalOrder())
        .map(last -> Duration.between(begin, last))
        .orElseThrow();
  }

  /** One line for each node, in seconds since the beginning, and what all of them share. */
  String text(Instant begin, List<RecordedRequest> requests, CloudWitness cloud) {
    Map<String, Instant> cordoned = new HashMap<>();
    Map<String, Instant> evicting = new HashMap<>();
    for (RecordedRequest request : requests) {
      if (request.at().isBefore(begin)) {
        continue;
      }
      String[] path = request.path().split("/", -1);
      if (request.method().equals("PATCH") && request.path().startsWith("/api/v1/nodes/")) {
        cordoned.putIfAbsent(path[path.length - 1], request.at());
      } else if (evicted(request)) {
        Optional.ofNullable(nodeOf.get(path[path.length - 2]))
            .ifPresent(node -> evicting.putIfAbsent(node, request.at()));
      }
    }
    Map<String, Instant> terminating = cloud.whenAll("terminating");
    List<Line> lines =
        machineOf.keySet().stream()
            .map(
                node ->
                    new Line(
                        node,
                        cordoned.get(node),
                        evicting.get(node),
                        lastGone.get(node),
                        terminating.get(machineOf.get(node))))
            .sorted(
                Comparator.comparing(Line::empty, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList();
    StringBuilder text = new StringBuilder("node cordoned evicting empty terminating (s)\n");
    for (Line line : lines) {
      text.append(
          "%s %s %s %s %s%n"
              .formatted(
                  line.node(),
                  seconds(begin, line.cordoned()),
                  seconds(begin, line.evicting()),
                  seconds(begin, line.empty()),
                  seconds(begin, line.terminating())));
    }
    return text.append(span("cordoned", lines, begin, Line::cordoned))
        .append(span("evicting", lines, begin, Line::evicting))
        .append(span("empty", lines, begin, Line::empty))
        .append(span("terminating", lines, begin, Line::terminating))
        .toString();
  }

  private static String span(
      String what, List<Line> lines, Instant begin, Function<Line, @Nullable Instant> when) {
    List<Instant> sorted = lines.stream().map(when).filter(at -> at != null).sorted().toList();
    return sorted.isEmpty()
        ? what + ": never%n".formatted()
        : "%s: %d nodes, first %s, median %s, last %s%n"
            .formatted(
                what,
                sorted.size(),
                seconds(begin, sorted.getFirst()),
                seconds(begin, sorted.get(sorted.size() / 2)),
                seconds(begin, sorted.getLast()));
  }

  private static String seconds(Instant begin, @Nullable Instant at) {
    return at == null ? "-" : "%.1f".formatted(Duration.between(begin, at).toMillis() / 1000.0);
  }

  @Override
  public void close() {
    watch.close();
  }
}
