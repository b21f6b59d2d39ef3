package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the owner of a node group wants ({@code NodeGroup.spec}). */
public record GroupSpec(
    ProviderName provider,
    Size size,
    int priority,
    Mode mode,
    Choice choice,
    Template template,
    Limits limits,
    Behaviour behaviour,
    Map<String, String> settings) {
  public GroupSpec {
    settings = Map.copyOf(settings);
  }

  /**
   * Least and most nodes; the ledger never leaves this range by Drover's own act.
   *
   * @param whole whether the group has all of its nodes or none ({@code zeroOrMax}): they are
   *     bought together and go together
   */
  public record Size(int min, int max, boolean whole) {
    public Size {
      if (whole && min > 0 && min < max) {
        throw new IllegalArgumentException(
            "a group with all of its nodes or none has min 0 or max, is " + min + ".." + max);
      }
      if (min < 0 || min > max) {
        throw new IllegalArgumentException("size must be 0 <= min <= max, is " + min + ".." + max);
      }
    }

    /** Of a group that may have any number of nodes between them. */
    public Size(int min, int max) {
      this(min, max, false);
    }
  }

  /** Whether decisions about the group are carried out or only told. */
  public enum Mode {
    ACT,
    OBSERVE
  }

  /** Which offerings may be bought; an empty list allows all. */
  public record Choice(
      List<String> instanceTypes,
      List<String> offerings,
      List<String> zones,
      List<String> capacityTypes) {
    public Choice {
      instanceTypes = List.copyOf(instanceTypes);
      offerings = List.copyOf(offerings);
      zones = List.copyOf(zones);
      capacityTypes = List.copyOf(capacityTypes);
    }

    public boolean allows(OfferingId id) {
      return oneOf(instanceTypes, id.instanceType())
          && (offerings.isEmpty() || offerings.contains(id.toString()))
          && oneOf(zones, id.zone())
          && oneOf(capacityTypes, id.capacityType());
    }

    private static boolean oneOf(List<String> allowed, String value) {
      return allowed.isEmpty() || allowed.contains(value);
    }
  }

  /**
   * What each node of the group carries.
   *
   * @param startupTaints that it carries only until it is ready
   * @param startupTaintPrefixes of keys of taints that others give it, likewise only until then
   */
  public record Template(
      Map<String, String> labels,
      List<Taint> taints,
      List<Taint> startupTaints,
      Resources capacityOverrides,
      List<String> startupTaintPrefixes) {
    public Template {
      labels = Map.copyOf(labels);
      taints = List.copyOf(taints);
      startupTaints = List.copyOf(startupTaints);
      startupTaintPrefixes = List.copyOf(startupTaintPrefixes);
    }

    /** With the prefixes only that are known everywhere. */
    public Template(
        Map<String, String> labels,
        List<Taint> taints,
        List<Taint> startupTaints,
        Resources capacityOverrides) {
      this(labels, taints, startupTaints, capacityOverrides, List.of());
    }
  }

  /**
   * Totals that the group never exceeds.
   *
   * @param resources by name; one that is not named is unlimited, and zero is none at all, which
   *     {@link Resources} could not name
   */
  public record Limits(SortedMap<String, Long> resources, @Nullable Price price) {
    public Limits {
      resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
    }

    public Limits(Resources resources, @Nullable Price price) {
      this(resources.amounts(), price);
    }
  }

  /** How and how fast the group changes. */
  public record Behaviour(
      Timeouts timeouts,
      ScaleUp scaleUp,
      ScaleDown scaleDown,
      Notices notices,
      List<DisruptionBudget> budgets,
      Deletion deletion) {
    public Behaviour {
      budgets = List.copyOf(budgets);
    }

    /** Of a group whose nodes outlive its object. */
    public Behaviour(
        Timeouts timeouts,
        ScaleUp scaleUp,
        ScaleDown scaleDown,
        Notices notices,
        List<DisruptionBudget> budgets) {
      this(timeouts, scaleUp, scaleDown, notices, budgets, Deletion.KEEP);
    }
  }

  /** What becomes of the nodes of a group whose object is deleted. */
  public enum Deletion {
    /** They stay, and nobody looks after them any more. */
    KEEP,
    /**
     * They are drained and deleted as the disruption budgets allow; until then the object stays.
     */
    DELETE
  }

  /**
   * What it means that machines of the group are announced to be taken away.
   *
   * @param drainInterrupted whether a node is drained at once when its interruption is announced
   * @param drainRecommended the same when a rebalance is recommended
   * @param stormShare fraction 0..1 of the group's nodes; while more are announced to go,
   *     recommendations are not followed
   * @param stormAfter interruptions of one offering within an hour from which on it is bought last;
   *     zero is never
   */
  public record Notices(
      boolean drainInterrupted, boolean drainRecommended, double stormShare, int stormAfter) {
    public static final Notices DEFAULT = new Notices(true, false, 0.3, 3);
  }

  /**
   * How long each phase of a node's life may take.
   *
   * @param deletionDelay how long an empty node's machine is kept while volumes of pods that left
   *     are attached to it, or an annotation asks for it
   * @param terminationGracePeriod since a drain's begin, after which pods that cannot be evicted
   *     are deleted ({@link LastResort}); null = never
   * @param failedTtl how long the record of a life that ended badly stays to be seen; null = until
   *     somebody deletes it
   * @param strayGrace how long a machine of the group may be without a record, and a dead Node
   *     without either, before it is taken up; zero = it is only told
   */
  public record Timeouts(
      Duration provision,
      Duration join,
      Duration drain,
      Duration deletionDelay,
      @Nullable Duration terminationGracePeriod,
      @Nullable Duration failedTtl,
      Duration strayGrace) {
    /** As the Cluster Autoscaler's {@code --node-deletion-delay-timeout}. */
    public static final Duration DELETION_DELAY = Duration.ofMinutes(2);

    /** As VPSie's {@code --failed-vpsienode-ttl}. */
    public static final Duration FAILED_TTL = Duration.ofMinutes(30);

    /** Longer than any machine takes to be recorded, and a Node to come back. */
    public static final Duration STRAY_GRACE = Duration.ofMinutes(15);

    /** With the usual delay, and nothing that is ended by force. */
    public Timeouts(Duration provision, Duration join, Duration drain) {
      this(provision, join, drain, DELETION_DELAY, null);
    }

    /** With what is usual after the end. */
    public Timeouts(
        Duration provision,
        Duration join,
        Duration drain,
        Duration deletionDelay,
        @Nullable Duration terminationGracePeriod) {
      this(provision, join, drain, deletionDelay, terminationGracePeriod, FAILED_TTL, STRAY_GRACE);
    }
  }

  /** Scale-up settings. */
  public record ScaleUp(int maxNodesPerPlan, Duration cooldownAfterFailure, Aims aims) {
    /** With nothing for rules to hold the group to. */
    public ScaleUp(int maxNodesPerPlan, Duration cooldownAfterFailure) {
      this(maxNodesPerPlan, cooldownAfterFailure, Aims.NONE);
    }
  }

  /**
   * What the scale-up rules hold the group to.
   *
   * @param schedules more nodes at certain times; where several hold, the largest counts
   * @param maxSpotShare fraction 0..1 of the group's nodes that may be spot
   * @param cpuThreshold mean fraction of all cores in use above which the group grows; zero is off
   * @param cooldown how long a group that grew does not grow for its use of cpu again
   * @param headroom nodes that are to be free
   * @param monthlyBudget what its nodes may cost in a calendar month before no more are bought;
   *     null where that is not limited
   */
  public record Aims(
      List<Schedule> schedules,
      double maxSpotShare,
      double cpuThreshold,
      Duration cooldown,
      Headroom headroom,
      @Nullable Money monthlyBudget) {
    public static final Duration COOLDOWN = Duration.ofMinutes(5);
    public static final Aims NONE = new Aims(List.of(), 1, 0, COOLDOWN, Headroom.NONE, null);

    public Aims {
      schedules = List.copyOf(schedules);
    }
  }

  /** Least nodes, and nodes that are to be free, while a time window holds. */
  public record Schedule(TimeWindow when, int min, Headroom headroom) {}

  /** How many nodes are to be free: a count, or a percentage of those with pods, rounded up. */
  public record Headroom(int amount, boolean percent) {
    public static final Headroom NONE = new Headroom(0, false);

    public int of(int occupied) {
      return percent ? (int) Math.ceilDiv((long) amount * occupied, 100L) : amount;
    }
  }

  /**
   * Scale-down settings.
   *
   * @param utilizationThreshold fraction 0..1 of the allocatable that requests may reach
   * @param terms what is asked of a node besides
   * @param consolidation whether nodes are replaced by cheaper ones
   * @param repairAfter for how long a node may not be ready before it is taken away; null where it
   *     stays
   */
  public record ScaleDown(
      boolean enabled,
      double utilizationThreshold,
      Duration unneededTime,
      Duration cooldownAfterScaleUp,
      Terms terms,
      Consolidation consolidation,
      @Nullable Duration repairAfter) {
    /** Nothing is asked besides. */
    public ScaleDown(
        boolean enabled,
        double utilizationThreshold,
        Duration unneededTime,
        Duration cooldownAfterScaleUp) {
      this(
          enabled,
          utilizationThreshold,
          unneededTime,
          cooldownAfterScaleUp,
          Terms.NONE,
          Consolidation.NONE,
          null);
    }
  }

  /**
   * Replacing nodes by cheaper ones.
   *
   * @param enabled whether nodes of the group are replaced, alone or several by fewer
   * @param payback within which what is saved must make up for what both cost while they run side
   *     by side
   */
  public record Consolidation(boolean enabled, Duration payback) {
    public static final Consolidation NONE = new Consolidation(false, Duration.ofHours(1));
  }

  /**
   * What is asked of a node before it goes, and when it goes at the latest.
   *
   * @param minNodeAge a younger node stays; zero where any may go
   * @param hours in which nodes may go; empty is always
   * @param minSaving by the hour, which a node with pods must save; zero where any is worth it
   * @param hysteresis fraction that requests of a candidate may reach above the threshold
   * @param maxUsage fraction of cpu and memory, really used, above which a node stays
   * @param expireAfter an older node is unneeded, null where age alone is no reason
   * @param drifted whether a node is unneeded that the group would not buy like this any more
   */
  public record Terms(
      Duration minNodeAge,
      List<TimeWindow> hours,
      Price minSaving,
      double hysteresis,
      double maxUsage,
      @Nullable Duration expireAfter,
      boolean drifted) {
    static final double MAX_USAGE = 0.8;

    /** Nothing but that the node is not busy. */
    public static final Terms NONE =
        new Terms(Duration.ZERO, List.of(), Price.ZERO, 0, MAX_USAGE, null, false);

    public Terms {
      hours = List.copyOf(hours);
    }
  }

  /**
   * A bound on disruption at some times, for some reasons. All nodes that are being disrupted count
   * against it, whatever for.
   *
   * @param when it holds, null for always
   * @param reasons of removals that it bounds, some of {@link #REASONS}; empty for each
   */
  public record DisruptionBudget(
      DisruptionLimit nodes, @Nullable TimeWindow when, List<String> reasons) {
    /** What nodes go for of their own accord. */
    public static final List<String> REASONS =
        List.of(
            "NODE_DRIFTED", "NODE_EMPTY", "NODE_EXPIRED", "NODE_TOO_DEAR", "NODE_UNDERUTILIZED");

    public DisruptionBudget {
      reasons = List.copyOf(reasons);
      if (!REASONS.containsAll(reasons)) {
        throw new IllegalArgumentException(reasons + " are not all of " + REASONS);
      }
    }

    /** One that always holds, for each reason. */
    public DisruptionBudget(DisruptionLimit nodes) {
      this(nodes, null, List.of());
    }

    public boolean holds(Instant now, String reason) {
      return (when == null || when.contains(now))
          && (reasons.isEmpty() || reasons.contains(reason));
    }

    /** As it is configured. */
    public String text() {
      return nodes.text()
          + (when == null ? "" : ", " + when)
          + (reasons.isEmpty() ? "" : ", for " + String.join(" and ", reasons));
    }
  }

  /** How many nodes may be under disruption at once: a count, or a percentage rounded up. */
  public record DisruptionLimit(int amount, boolean percent) {
    public int of(int nodes) {
      return percent ? (int) Math.ceilDiv((long) amount * nodes, 100L) : amount;
    }

    public String text() {
      return percent ? amount + "%" : amount + " nodes";
    }
  }

  /** The same, only told of and not carried out. */
  public GroupSpec observed() {
    return new GroupSpec(
        provider, size, priority, Mode.OBSERVE, choice, template, limits, behaviour, settings);
  }
}
