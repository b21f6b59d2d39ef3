package io.drover.rules.safety;

import io.drover.rules.facts.PodKey;
import java.util.List;

/** A destructive step that execution is about to take for one managed node. */
public sealed interface Step {
  /** Name of the {@code ManagedNode}. */
  String record();

  /** Its uid: a record made anew under the same name is another node. */
  String recordUid();

  /** End pods through the eviction API. */
  record EvictPods(String record, String recordUid, List<PodRef> pods) implements Step {
    public EvictPods {
      pods = List.copyOf(pods);
    }
  }

  /** Delete pods whose drain has come to its last resort. */
  record EndPods(String record, String recordUid, List<PodRef> pods) implements Step {
    public EndPods {
      pods = List.copyOf(pods);
    }
  }

  /** Delete the machine at the provider. */
  record DeleteMachine(String record, String recordUid, String providerId) implements Step {}

  /** Delete a second machine of the same intent, one that never joined. */
  record DeleteSurplus(String record, String recordUid, String providerId) implements Step {}

  /** Delete the Node object. */
  record DeleteNode(String record, String recordUid, String nodeUid) implements Step {}

  /** A pod and the uid it had when the step was decided. */
  record PodRef(PodKey key, String uid) {}
}
