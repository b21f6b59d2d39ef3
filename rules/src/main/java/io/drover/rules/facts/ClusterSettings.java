package io.drover.rules.facts;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a cluster's configuration says about its decisions, besides its node groups.
 *
 * @param expendableBelow pods of a lower priority are expendable; at most zero
 * @param zones whose clocks the rules are told
 * @param pendingTime how long a pod waits before it is demand
 * @param ignoredNamespaces for whose pods no node is bought
 */
public record ClusterSettings(
    int expendableBelow, Set<ZoneId> zones, Duration pendingTime, Set<String> ignoredNamespaces) {
  public static final ClusterSettings DEFAULT =
      new ClusterSettings(PodFact.EXPENDABLE_BELOW, Set.of(ZoneId.of("UTC")));

  public ClusterSettings {
    if (expendableBelow > 0) {
      throw new IllegalArgumentException("pods without a priority are never expendable");
    }
    Set<ZoneId> ordered = new TreeSet<>(Comparator.comparing(ZoneId::getId));
    ordered.addAll(zones);
    zones = Collections.unmodifiableSet(ordered);
    ignoredNamespaces = Collections.unmodifiableSet(new TreeSet<>(ignoredNamespaces));
  }

  /** With pods that are demand at once, in every namespace. */
  public ClusterSettings(int expendableBelow, Set<ZoneId> zones) {
    this(expendableBelow, zones, Duration.ZERO, Set.of());
  }

  /** With this cut-off, and the default besides. */
  public static ClusterSettings expendableBelow(int priority) {
    return new ClusterSettings(priority, DEFAULT.zones());
  }
}
