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
import org.jspecify.annotations.Nullable;

/** The classes of a model's pods: labels count only as far as some selector looks at them. */
final class Classes {
  private final ResourceTable table;
  private final Censuses censuses;
  private final Set<String> lookedAt = new HashSet<>();
  private final Set<Company> companies = new HashSet<>();
  private final Map<Likeness.Key, Likeness> likenesses = new HashMap<>();
  private final Map<PodNeeds, Seen> byNeeds = new HashMap<>();
  // Comparing needs in full is slow, and most pods share theirs with others by reference.
  private final IdentityHashMap<PodNeeds, Seen> byReference = new IdentityHashMap<>();
  private final Map<Key, PodClass> classes = new HashMap<>();

  private @Nullable Seen latest;
  private int restarts;

  private record Key(int needs, Likeness likeness) {}

  /** Needs that came by, and the class of the last pod that had them: the next is often like it. */
  private static final class Seen {
    private final PodNeeds needs;
    private final int number;
    private @Nullable PodClass last;

    private Seen(PodNeeds needs, int number) {
      this.needs = needs;
      this.number = number;
    }
  }

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
    if (!company.matters() || !companies.add(company)) {
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
    restarts++;
    likenesses.clear();
    classes.clear();
    byNeeds.values().forEach(seen -> seen.last = null);
    censuses.restart();
  }

  /** How often all classes were forgotten. */
  int restarts() {
    return restarts;
  }

  /** Whether no pod with just these needs came by, so that their selectors are still unknown. */
  boolean unseen(PodNeeds needs) {
    return !byReference.containsKey(needs);
  }

  /** The class of a pod whose labels are looked at already. */
  PodClass of(PodFact pod) {
    Seen seen = seen(pod.needs());
    PodClass last = seen.last;
    if (last != null && last.likeness().key().isOf(pod, lookedAt)) {
      return last;
    }
    Likeness likeness = likeness(pod);
    Key key = new Key(seen.number, likeness);
    PodClass pods = classes.get(key);
    if (pods == null) {
      pods =
          new PodClass(
              seen.needs,
              likeness,
              table,
              censuses.rules(seen.needs, likeness, likenesses.values()));
      classes.put(key, pods);
    }
    seen.last = pods;
    return pods;
  }

  private Seen seen(PodNeeds needs) {
    Seen known = byReference.get(needs);
    if (known != null) {
      return known;
    }
    Seen equal =
        latest != null && latest.needs.equals(needs)
            ? latest
            : byNeeds.computeIfAbsent(needs, any -> new Seen(needs, byNeeds.size()));
    byReference.put(needs, equal);
    latest = equal;
    return equal;
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
