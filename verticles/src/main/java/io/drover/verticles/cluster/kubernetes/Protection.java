package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod's annotations say of evicting it. {@code do-not-disrupt} holds it for good where it is
 * {@code "true"}, and for a duration since its start where it is one, as in Karpenter; a text that
 * is neither holds it, as somebody meant to. It outweighs {@code safe-to-evict}.
 */
record Protection(PodFact.Consent consent, @Nullable Instant until) {
  private static final String SAFE_TO_EVICT = "drover.dev/safe-to-evict";
  private static final String SAFE_TO_EVICT_AS_ELSEWHERE =
      "cluster-autoscaler.kubernetes.io/safe-to-evict";
  private static final List<String> DO_NOT_DISRUPT =
      List.of(NodeFact.DO_NOT_DISRUPT, NodeFact.KARPENTER_DO_NOT_DISRUPT);

  static Protection of(Pod pod) {
    Map<String, String> annotations = OrEmpty.map(pod.getMetadata().getAnnotations());
    PodFact.Consent consent = consent(annotations);
    Instant until = null;
    for (String key : DO_NOT_DISRUPT) {
      String said = annotations.getOrDefault(key, "false");
      if (!said.equals("false") && !said.isEmpty()) {
        Instant end = end(said, pod);
        consent = end == null ? PodFact.Consent.REFUSED : consent;
        until = until == null || (end != null && end.isAfter(until)) ? end : until;
      }
    }
    return new Protection(consent, until);
  }

  /** When the duration is over; null where it is none, or has not begun. */
  private static @Nullable Instant end(String said, Pod pod) {
    Instant start =
        pod.getStatus() == null ? null : Times.readOrNull(pod.getStatus().getStartTime());
    try {
      Duration held = DurationText.read(said, Duration.ZERO);
      return start == null ? null : start.plus(held);
    } catch (Unreadable noDuration) {
      return null;
    }
  }

  private static PodFact.Consent consent(Map<String, String> annotations) {
    String said =
        annotations.getOrDefault(
            SAFE_TO_EVICT, OrEmpty.text(annotations.get(SAFE_TO_EVICT_AS_ELSEWHERE)));
    return switch (said) {
      case "true" -> PodFact.Consent.GIVEN;
      case "false" -> PodFact.Consent.REFUSED;
      case "on-completion" -> PodFact.Consent.ON_COMPLETION;
      default -> PodFact.Consent.UNSAID;
    };
  }
}
