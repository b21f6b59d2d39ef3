package io.drover.rules.facts;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster's configuration says about its decisions, besides its node groups.
 *
 * @param expendableBelow pods of a lower priority are expendable; at most zero
 * @param zones whose clocks the rules are told
 * @param pendingTime how long a pod waits before it is demand
 * @param ignoredNamespaces for whose pods no node is bought
 * @param freezes in which no node goes by scale-down
 * @param noteMaxAge how old the note that a node is unneeded may be if it was not seen before
 * @param removals how many nodes may be on their way out at once
 * @param newGroups which node groups may be made for pods; null where none may
 */
public record ClusterSettings(
    int expendableBelow,
    Set<ZoneId> zones,
    Duration pendingTime,
    Set<String> ignoredNamespaces,
    List<Freeze> freezes,
    Duration noteMaxAge,
    RemovalLimits removals,
    @Nullable NewGroups newGroups) {
  /** As the Cluster Autoscaler's candidates' time to live, which is off there unless it is set. */
  public static final Duration NOTE_MAX_AGE = Duration.ofHours(1);

  public static final ClusterSettings DEFAULT =
      new ClusterSettings(
          PodFact.EXPENDABLE_BELOW, Set.of(ZoneId.of("UTC")), Duration.ZERO, Set.of(), List.of());

  /** With the usual limits of removals. */
  public ClusterSettings(
      int expendableBelow,
      Set<ZoneId> zones,
      Duration pendingTime,
      Set<String> ignoredNamespaces,
      List<Freeze> freezes) {
    this(
        expendableBelow,
        zones,
        pendingTime,
        ignoredNamespaces,
        freezes,
        NOTE_MAX_AGE,
        RemovalLimits.DEFAULT);
  }

  /** Where no node group is made for pods. */
  public ClusterSettings(
      int expendableBelow,
      Set<ZoneId> zones,
      Duration pendingTime,
      Set<String> ignoredNamespaces,
      List<Freeze> freezes,
      Duration noteMaxAge,
      RemovalLimits removals) {
    this(
        expendableBelow,
        zones,
        pendingTime,
        ignoredNamespaces,
        freezes,
        noteMaxAge,
        removals,
        null);
  }

  public ClusterSettings {
    if (expendableBelow > 0) {
      throw new IllegalArgumentException("pods without a priority are never expendable");
    }
    Set<ZoneId> ordered = new TreeSet<>(Comparator.comparing(ZoneId::getId));
    ordered.addAll(zones);
    zones = Collections.unmodifiableSet(ordered);
    ignoredNamespaces = Collections.unmodifiableSet(new TreeSet<>(ignoredNamespaces));
    freezes = List.copyOf(freezes);
  }

  /** The same, with node groups made for pods. */
  public ClusterSettings making(@Nullable NewGroups groups) {
    return new ClusterSettings(
        expendableBelow,
        zones,
        pendingTime,
        ignoredNamespaces,
        freezes,
        noteMaxAge,
        removals,
        groups);
  }

  /** With this cut-off, and the default besides. */
  public static ClusterSettings expendableBelow(int priority) {
    return new ClusterSettings(
        priority,
        DEFAULT.zones(),
        DEFAULT.pendingTime(),
        DEFAULT.ignoredNamespaces(),
        DEFAULT.freezes());
  }
}
