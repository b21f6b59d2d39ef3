package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * A DaemonSet: what one of its pods takes on each node that it matches.
 *
 * @param labels of its pods
 */
public record DaemonSetFact(
    String namespace, String name, Map<String, String> labels, PodNeeds needs) implements Fact {
  public DaemonSetFact {
    labels = Map.copyOf(labels);
  }

  /** A pod that it would make, before it has a name or a node. */
  public PodFact pod() {
    return new PodFact(
        new PodFact.Identity(new PodKey(namespace, name), "", "", Instant.EPOCH, labels),
        needs,
        Preferences.NONE,
        new PodFact.State(PodFact.Scheduling.WAITING, null, null, null),
        new PodFact.Traits(
            new Owner("DaemonSet", name, ""),
            0,
            true,
            Duration.ZERO,
            false,
            false,
            PodFact.Consent.UNSAID));
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.DAEMON_SET, namespace + "/" + name);
  }
}
