package io.drover.rules.facts;

import java.util.List;

/** What a pod demands of the pods around it; of each list, all must hold. */
public record Company(
    List<SpreadConstraint> spread, List<AffinityTerm> affinity, List<AffinityTerm> antiAffinity) {
  /** Whoever is there will do. */
  public static final Company ANY = new Company(List.of(), List.of(), List.of());

  public Company {
    spread = List.copyOf(spread);
    affinity = List.copyOf(affinity);
    antiAffinity = List.copyOf(antiAffinity);
  }

  /** Whether it demands anything. */
  public boolean matters() {
    return !spread.isEmpty() || !affinity.isEmpty() || !antiAffinity.isEmpty();
  }
}
