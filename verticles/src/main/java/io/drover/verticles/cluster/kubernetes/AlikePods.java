package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Preferences;
import java.util.Map;

/**
 * Has the pods of one cluster share what they have in common. Most are copies of a template, and
 * those of one node stand alike: with hundreds of thousands of them one copy each of needs, labels
 * and state would be most of the heap, and who compares them finds the same instance first.
 */
final class AlikePods {
  private final Shared<PodNeeds> needs = new Shared<>();
  private final Shared<Preferences> preferences = new Shared<>();
  private final Shared<Map<String, String>> labels = new Shared<>();
  private final Shared<PodFact.Traits> traits = new Shared<>();
  private final Shared<PodFact.State> states = new Shared<>();
  private final Shared<String> namespaces = new Shared<>();

  /** An equal fact, made of what is shared. */
  PodFact shared(PodFact pod) {
    PodFact.Identity is = pod.identity();
    return new PodFact(
        new PodFact.Identity(
            new PodKey(namespaces.one(is.key().namespace()), is.key().name()),
            is.uid(),
            is.resourceVersion(),
            is.createdAt(),
            labels.one(is.labels())),
        needs.one(pod.needs()),
        preferences.one(pod.preferences()),
        states.one(pod.state()),
        traits.one(pod.traits()));
  }
}
