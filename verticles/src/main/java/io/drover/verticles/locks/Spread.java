package io.drover.verticles.locks;

import java.util.List;
import java.util.Optional;

/**
 * Which member is to own which cluster: clusters in the order of their names over the members that
 * run, in the order of their identities.
 */
public record Spread(List<String> clusters, List<String> members) {
  public Spread {
    clusters = clusters.stream().sorted().toList();
    members = members.stream().sorted().toList();
  }

  /** The identity of the member; empty where there is no such cluster, or no member. */
  public Optional<String> preferred(String cluster) {
    int index = clusters.indexOf(cluster);
    return index < 0 || members.isEmpty()
        ? Optional.empty()
        : Optional.of(members.get(index % members.size()));
  }
}
