package io.drover.rules.scheduling;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Company;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Requirement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** The classes of a model's pods: labels count only as far as some selector looks at them. */
final class Classes {
  private final ResourceTable table;
  private final Censuses censuses;
  private final Set<String> lookedAt = new HashSet<>();
  private final Set<Company> seen = new HashSet<>();
  private final Map<Likeness.Key, Likeness> likenesses = new HashMap<>();
  private final Map<PodNeeds, Integer> numbers = new HashMap<>();
  // Comparing needs in full is slow, and most pods share theirs with others by reference.
  private final IdentityHashMap<PodNeeds, Integer> byReference = new IdentityHashMap<>();
  private final Map<Key, PodClass> classes = new HashMap<>();

  private record Key(int needs, Likeness likeness) {}

  Classes(ResourceTable table, Censuses censuses) {
    this.table = table;
    this.censuses = censuses;
  }

  /**
   * Looks at the labels that the pod's selectors name.
   *
   * @return whether that tells pods apart that were alike before: then {@link #restart} is needed
   */
  boolean looksFurther(PodNeeds needs) {
    Company company = needs.company();
    if (!company.matters() || !seen.add(company)) {
      return false;
    }
    boolean more = false;
    for (var constraint : company.spread()) {
      more |= lookAt(constraint.selector());
    }
    for (AffinityTerm term : company.affinity()) {
      more |= lookAt(term.selector());
    }
    for (AffinityTerm term : company.antiAffinity()) {
      more |= lookAt(term.selector());
    }
    return more && !classes.isEmpty();
  }

  private boolean lookAt(LabelSelector selector) {
    boolean more = false;
    for (Requirement requirement : selector.requirements()) {
      more |= lookedAt.add(requirement.key());
    }
    return more;
  }

  /** The labels that some selector looks at. */
  Set<String> lookedAt() {
    return lookedAt;
  }

  /** How much it holds: classes, and needs that came by. */
  int size() {
    return Math.max(classes.size(), byReference.size());
  }

  /** Forgets all classes, and who counted them; each pod has to ask for its class again. */
  void restart() {
    likenesses.clear();
    classes.clear();
    censuses.restart();
  }

  /** The class of a pod whose labels are looked at already. */
  PodClass of(PodFact pod) {
    Likeness likeness = likeness(pod);
    Key key = new Key(number(pod.needs()), likeness);
    PodClass known = classes.get(key);
    if (known != null) {
      return known;
    }
    PodClass made =
        new PodClass(
            pod.needs(),
            likeness,
            table,
            censuses.rules(pod.needs(), likeness, likenesses.values()));
    classes.put(key, made);
    return made;
  }

  private int number(PodNeeds needs) {
    return byReference.computeIfAbsent(
        needs, any -> numbers.computeIfAbsent(needs, same -> numbers.size()));
  }

  private Likeness likeness(PodFact pod) {
    Map<String, String> seenLabels = new HashMap<>();
    Map<String, String> labels = pod.identity().labels();
    for (String key : lookedAt) {
      String value = labels.get(key);
      if (value != null) {
        seenLabels.put(key, value);
      }
    }
    Likeness.Key key =
        new Likeness.Key(pod.podKey().namespace(), seenLabels, pod.state().deletingSince() != null);
    Likeness known = likenesses.get(key);
    if (known == null) {
      known = new Likeness(key);
      likenesses.put(key, known);
      censuses.introduce(known);
    }
    return known;
  }
}
