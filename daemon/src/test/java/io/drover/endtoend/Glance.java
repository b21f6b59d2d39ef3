package io.drover.endtoend;

import io.drover.daemon.http.Status;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is seen of a cluster at one moment.
 *
 * @param bound pods and the nodes that the scheduler gave them
 * @param waiting other pods, with why the scheduler places them nowhere
 * @param told of waiting pods, by the daemon
 * @param phases of the records, by name
 */
record Glance(
    Map<String, String> bound,
    Map<String, String> waiting,
    Map<String, Told> told,
    Map<String, String> phases) {
  private static final String POD_PREFIX = "pod default/";

  Glance {
    bound = Map.copyOf(bound);
    waiting = Map.copyOf(waiting);
    told = Map.copyOf(told);
    phases = Map.copyOf(phases);
  }

  static Glance of(List<Pod> pods, Status.Cluster daemon) {
    Map<String, String> bound = new HashMap<>();
    Map<String, String> waiting = new HashMap<>();
    for (Pod pod : pods) {
      String node = pod.getSpec().getNodeName();
      if (node == null) {
        waiting.put(pod.getMetadata().getName(), refusal(pod));
      } else {
        bound.put(pod.getMetadata().getName(), node);
      }
    }
    Map<String, Set<String>> reasons = new HashMap<>();
    for (Status.Undone undone : daemon.undone()) {
      if (undone.subject().startsWith(POD_PREFIX)) {
        reasons
            .computeIfAbsent(
                undone.subject().substring(POD_PREFIX.length()), any -> new HashSet<>())
            .add(undone.reason());
      }
    }
    Map<String, Told> told = new HashMap<>();
    reasons.forEach((pod, all) -> told.put(pod, new Told(all)));
    Map<String, String> phases = new HashMap<>();
    daemon.nodes().forEach(node -> phases.put(node.name(), node.phase()));
    return new Glance(bound, waiting, told, phases);
  }

  private static String refusal(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("PodScheduled"))
        .map(PodCondition::getMessage)
        .map(text -> text == null ? "" : text)
        .findFirst()
        .orElse("");
  }

  Told.Hope hope(String pod) {
    return told.getOrDefault(pod, new Told(Set.of())).hope();
  }

  /** Whether the pod waits for a limit, whatever the scheduler says of it. */
  boolean limited(String pod) {
    return told.getOrDefault(pod, new Told(Set.of())).limited();
  }

  /** Whether nothing is under way, and each pod that waits does so for the scheduler or a limit. */
  boolean looksFinal() {
    return phases.values().stream().allMatch("READY"::equals)
        && waiting.keySet().stream()
            .allMatch(pod -> Told.none().contains(hope(pod)) || limited(pod));
  }
}
