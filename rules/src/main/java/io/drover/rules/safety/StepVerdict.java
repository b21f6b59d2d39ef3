package io.drover.rules.safety;

import io.drover.rules.plan.Reason;
import java.util.List;

/** What may be done of a step, now. */
public sealed interface StepVerdict {
  /**
   * It may be done.
   *
   * @param pods for an eviction those that may be evicted, otherwise empty
   * @param waiting why the other pods must wait, one text each
   */
  record Allowed(List<Step.PodRef> pods, List<String> waiting) implements StepVerdict {
    public Allowed {
      pods = List.copyOf(pods);
      waiting = List.copyOf(waiting);
    }
  }

  /** It must not be done now. */
  record Refused(Reason reason, String detail) implements StepVerdict {}
}
