package io.drover.daemon.config;

import io.drover.rules.facts.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A node group: which nodes may be bought for a cluster, and how many.
 *
 * @param cluster the key of a cluster; required
 * @param name the group's name in its cluster; default its key
 * @param provider the key of a provider; required
 * @param min nodes; default 0
 * @param max nodes; required
 * @param zeroOrMax whether it has all of its nodes or none; default false
 * @param schedules more nodes at certain times
 * @param priority higher goes first; default 0
 * @param mode default Act
 * @param instanceTypes empty = any, as for offerings, zones and capacity types ({@code on-demand},
 *     {@code spot})
 * @param startupTaints taints that a node carries only until it is ready
 * @param startupTaintPrefixes of keys of taints that others give a node, likewise
 * @param capacityOverrides quantities by resource, where the provider's figures are wrong
 * @param disruptionBudgets how many nodes may be disrupted at once, the smallest of those that hold
 *     counts; where none does, {@link SafetyConfig}'s
 * @param deletionPolicy what becomes of its nodes when its object is deleted; default Keep
 * @param settings anything the provider wants to know
 */
public record NodeGroupConfig(
    String cluster,
    String name,
    String provider,
    int min,
    int max,
    boolean zeroOrMax,
    List<Schedule> schedules,
    int priority,
    Mode mode,
    List<String> instanceTypes,
    List<String> offerings,
    List<String> zones,
    List<String> capacityTypes,
    Map<String, String> labels,
    List<TaintConfig> taints,
    List<TaintConfig> startupTaints,
    List<String> startupTaintPrefixes,
    Map<String, String> capacityOverrides,
    Limits limits,
    Timeouts timeouts,
    ScaleUp scaleUp,
    ScaleDown scaleDown,
    Spot spot,
    List<DisruptionBudget> disruptionBudgets,
    Deletion deletionPolicy,
    Map<String, String> settings)
    implements ConfigPart {

  /**
   * What the group's nodes may be together; null = unlimited.
   *
   * @param cpu a Kubernetes quantity
   * @param memory a Kubernetes quantity
   * @param pricePerHour US dollars
   */
  public record Limits(
      @Nullable String cpu, @Nullable String memory, @Nullable BigDecimal pricePerHour)
      implements ConfigPart {}

  /**
   * How long a step of a node's life may take.
   *
   * @param provision from the request to a running instance; default 10 min
   * @param join from the running instance to a ready node; default 10 min
   * @param drain default 15 min
   * @param deletionDelay how long attached volumes and annotations keep an empty node's machine;
   *     default 2 min
   * @param terminationGracePeriod since a drain's begin, after which pods that cannot be evicted
   *     are deleted; null = never
   * @param failedTtl how long the record of a life that ended badly stays; zero = until somebody
   *     deletes it; default 30 min
   * @param strayGrace how long a machine may be without a record; zero = it is only told; default
   *     15 min
   */
  public record Timeouts(
      Duration provision,
      Duration join,
      Duration drain,
      Duration deletionDelay,
      @Nullable Duration terminationGracePeriod,
      Duration failedTtl,
      Duration strayGrace)
      implements ConfigPart {}

  /**
   * How the group grows.
   *
   * @param maxNodesPerPlan default 20
   * @param cooldownAfterFailure default 1 min
   * @param maxSpotShare of its nodes that may be spot; default 100 %
   * @param cpuThreshold of all cores really used, above which it grows; default 0 %, which is off
   * @param cooldown between purchases for that; default 5 min
   * @param headroom nodes kept free, a percentage being of those with pods; default 0
   * @param monthlyBudget US dollars; once its nodes have cost that in a month (UTC) none are
   *     bought; null = unlimited
   */
  public record ScaleUp(
      int maxNodesPerPlan,
      Duration cooldownAfterFailure,
      Percent maxSpotShare,
      Percent cpuThreshold,
      Duration cooldown,
      CountOrPercent headroom,
      @Nullable BigDecimal monthlyBudget)
      implements ConfigPart {}

  /**
   * What is wanted while a time window holds.
   *
   * @param when required
   * @param min least nodes; required
   * @param headroom nodes kept free, a percentage being of those with pods; default 0
   */
  public record Schedule(TimeWindow when, int min, CountOrPercent headroom) implements ConfigPart {}

  /** What becomes of the nodes of a group whose object is deleted. */
  public enum Deletion {
    KEEP("Keep"),
    DELETE("Delete");

    private final String text;

    Deletion(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** What is done about an announcement. */
  public enum Response {
    DRAIN("Drain"),
    IGNORE("Ignore");

    private final String text;

    Response(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * What it means that machines are announced to be taken away.
   *
   * @param onInterruption default Drain
   * @param onRebalance what to do when that is recommended; default Ignore
   * @param stormShare of the group's nodes; while more are announced to go, recommendations are
   *     ignored; default 30 %
   * @param stormAfter interruptions of an offering within an hour from which on it is bought last;
   *     0 = never; default 3
   */
  public record Spot(
      Response onInterruption, Response onRebalance, Percent stormShare, int stormAfter)
      implements ConfigPart {}

  /**
   * When a node is not needed.
   *
   * @param enabled default true
   * @param utilizationThreshold of requests in allocatable, below which a node is a candidate;
   *     default 50 %
   * @param unneededTime how long it must have been one; default 10 min
   * @param cooldownAfterScaleUp default 10 min
   * @param minNodeAge a younger node stays; null = any may go
   * @param hours in which nodes may go; empty = always
   * @param minSaving US dollars an hour that a node with pods must save; null = anything is worth
   *     it
   * @param hysteresis what requests of a candidate may reach above the threshold; default none
   * @param maxUsage of cpu and memory, really used, above which a node stays; default 80 %
   * @param expireAfter a node that is older is unneeded; null = age is no reason
   * @param replaceDrifted whether a node is unneeded that the group would not buy like this any
   *     more; default false
   * @param consolidate whether nodes may be replaced by cheaper ones; default false
   * @param payback within which what is saved must make up for both running side by side; default 1
   *     h
   * @param repairAfter a node that has not been ready for so long is taken away; null = it stays
   */
  public record ScaleDown(
      boolean enabled,
      Percent utilizationThreshold,
      Duration unneededTime,
      Duration cooldownAfterScaleUp,
      @Nullable Duration minNodeAge,
      List<TimeWindow> hours,
      @Nullable BigDecimal minSaving,
      Percent hysteresis,
      Percent maxUsage,
      @Nullable Duration expireAfter,
      boolean replaceDrifted,
      boolean consolidate,
      Duration payback,
      @Nullable Duration repairAfter)
      implements ConfigPart {
    public ScaleDown {
      hours = List.copyOf(hours);
    }
  }

  /**
   * A bound on disruption.
   *
   * @param nodes that may be disrupted at once
   * @param when it holds; null = always
   * @param reasons that it bounds; empty = each
   */
  public record DisruptionBudget(
      CountOrPercent nodes, @Nullable TimeWindow when, List<String> reasons) implements ConfigPart {
    public DisruptionBudget {
      reasons = List.copyOf(reasons);
    }
  }

  public NodeGroupConfig {
    schedules = List.copyOf(schedules);
    instanceTypes = List.copyOf(instanceTypes);
    offerings = List.copyOf(offerings);
    zones = List.copyOf(zones);
    capacityTypes = List.copyOf(capacityTypes);
    labels = Ordered.copy(labels);
    taints = List.copyOf(taints);
    startupTaints = List.copyOf(startupTaints);
    startupTaintPrefixes = List.copyOf(startupTaintPrefixes);
    capacityOverrides = Ordered.copy(capacityOverrides);
    disruptionBudgets = List.copyOf(disruptionBudgets);
    settings = Ordered.copy(settings);
  }
}
