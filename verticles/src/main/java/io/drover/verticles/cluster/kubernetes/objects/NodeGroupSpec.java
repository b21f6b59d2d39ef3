package io.drover.verticles.cluster.kubernetes.objects;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.drover.rules.facts.TimeWindow;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code NodeGroup.spec}: only provider, min and max must be given. What is absent has the default
 * that its description names; the reader fills it in, not the API server.
 */
@ValidationRule(value = "self.min <= self.max", message = "min must not be more than max")
@ValidationRule(
    value = "!has(self.zeroOrMax) || !self.zeroOrMax || self.min == 0 || self.min == self.max",
    message = "with zeroOrMax, min must be 0 or max")
public record NodeGroupSpec(
    @Required
        @Size(min = 1, max = 253)
        @ValidationRule(value = "self == oldSelf", message = "the provider cannot be changed")
        @JsonPropertyDescription("The configured provider account that its nodes come from.")
        String provider,
    @JsonPropertyDescription("Anything the provider wants to know.")
        @Nullable Map<String, String> settings,
    @Required @Min(0) @Max(100_000) @JsonPropertyDescription("Least number of nodes.") Integer min,
    @Required @Min(0) @Max(100_000) @JsonPropertyDescription("Most nodes.") Integer max,
    @JsonPropertyDescription(
            "Whether it has all of its nodes or none: max are bought together and go together.")
        @Nullable Boolean zeroOrMax,
    @JsonPropertyDescription("More nodes at certain times; the largest counts, up to max.")
        @Nullable List<Schedule> schedules,
    @JsonPropertyDescription("Higher goes first; default 0.") @Nullable Integer priority,
    @Pattern("^(Act|Observe)$")
        @JsonPropertyDescription("Whether decisions are carried out or only told; default Act.")
        @Nullable String mode,
    @JsonPropertyDescription("Allowed instance types; empty = all.")
        @Nullable List<String> instanceTypes,
    @JsonPropertyDescription("Allowed offerings, type/zone/capacity type; empty = all.")
        @Nullable List<String> offerings,
    @JsonPropertyDescription("Allowed zones; empty = all.") @Nullable List<String> zones,
    @JsonPropertyDescription("Allowed of on-demand and spot; empty = all.")
        @Nullable List<String> capacityTypes,
    @JsonPropertyDescription("Labels of its nodes.") @Nullable Map<String, String> labels,
    @JsonPropertyDescription("Taints of its nodes.") @Nullable List<NodeTaint> taints,
    @JsonPropertyDescription("Taints that a node carries only until it is ready.")
        @Nullable List<NodeTaint> startupTaints,
    @JsonPropertyDescription(
            "Prefixes of keys of taints that others give a node, only until it is ready.")
        @Nullable List<@Size(min = 1, max = 253) String> startupTaintPrefixes,
    @JsonPropertyDescription("Quantities by resource, where the provider's figures are wrong.")
        @Nullable Map<String, Quantity> capacityOverrides,
    @JsonPropertyDescription("Totals that the group never exceeds.") @Nullable Limits limits,
    @Nullable Timeouts timeouts,
    @Nullable ScaleUp scaleUp,
    @Nullable ScaleDown scaleDown,
    @JsonPropertyDescription("What it means that machines are announced to be taken away.")
        @Nullable Spot spot,
    @JsonPropertyDescription("How many nodes may be disrupted at once; the smallest counts.")
        @Nullable List<DisruptionBudget> disruptionBudgets,
    @Pattern("^(Keep|Delete)$")
        @JsonPropertyDescription(
            "What becomes of its nodes when this object is deleted: they are kept, or drained and"
                + " deleted as budgets allow; default Keep.")
        @Nullable String deletionPolicy) {

  /** A taint, as in core/v1. */
  public record NodeTaint(
      @Required @Size(min = 1, max = 316) String key,
      @Nullable String value,
      @Required @Pattern("^(NoSchedule|PreferNoSchedule|NoExecute)$") String effect) {}

  /** Totals; what is not named is unlimited. */
  public record Limits(
      @JsonPropertyDescription("Quantities by resource.") @Nullable Map<String, Quantity> resources,
      @Pattern(Forms.DOLLARS) @JsonPropertyDescription("US dollars.")
          @Nullable String pricePerHour) {}

  /** How long each phase of a node's life may take. */
  public record Timeouts(
      @Pattern(Forms.DURATION) @JsonPropertyDescription("To a running instance; default 10m.")
          @Nullable String provision,
      @Pattern(Forms.DURATION) @JsonPropertyDescription("To a ready node; default 10m.")
          @Nullable String join,
      @Pattern(Forms.DURATION) @JsonPropertyDescription("Default 15m.") @Nullable String drain,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "For volumes to be detached, and others who delay the deletion; default 2m.")
          @Nullable String deletionDelay,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "After which pods that cannot be evicted from a node that has to go are deleted;"
                  + " default never.")
          @Nullable String terminationGracePeriod,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "For which the record of a life that ended badly stays; 0s = until somebody deletes"
                  + " it; default 30m.")
          @Nullable String failedTtl,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "After which a machine without a record is taken up, or deleted if it has no Node;"
                  + " 0s = it is only told; default 15m.")
          @Nullable String strayGrace) {}

  /** Least nodes while a time window holds. */
  public record Schedule(
      @Required
          @Pattern(TimeWindow.FORM)
          @JsonPropertyDescription("Mon..Fri 07:00-19:00 Europe/Berlin.")
          String when,
      @Required @Min(0) @Max(100_000) @JsonPropertyDescription("Least number of nodes then.")
          Integer min,
      @JsonPropertyDescription("Nodes kept free then, 2 or 10% of those with pods; default 0.")
          @Nullable IntOrString headroom) {}

  /** How the group grows. */
  public record ScaleUp(
      @Min(1) @JsonPropertyDescription("Default 20.") @Nullable Integer maxNodesPerPlan,
      @Pattern(Forms.DURATION) @JsonPropertyDescription("Default 1m.")
          @Nullable String cooldownAfterFailure,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription("Of its nodes that may be spot; default 100%.")
          @Nullable String maxSpotShare,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription(
              "Of all cores really used, above which it grows; absent or 0% = never.")
          @Nullable String cpuThreshold,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription("Between purchases for cpuThreshold; default 5m.")
          @Nullable String cooldown,
      @JsonPropertyDescription("Nodes kept free, 2 or 10% of those with pods; default 0.")
          @Nullable IntOrString headroom,
      @Pattern(Forms.DOLLARS)
          @JsonPropertyDescription(
              "US dollars; once its nodes have cost that in a month (UTC) none are bought;"
                  + " absent = unlimited.")
          @Nullable String monthlyBudget) {}

  /** What it means that machines are announced to be taken away. */
  public record Spot(
      @Pattern(DRAIN_OR_IGNORE)
          @JsonPropertyDescription("Drain or Ignore an interruption; default Drain.")
          @Nullable String onInterruption,
      @Pattern(DRAIN_OR_IGNORE)
          @JsonPropertyDescription("Drain or Ignore a recommended rebalance; default Ignore.")
          @Nullable String onRebalance,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription(
              "Of its nodes; while more are announced to go, recommendations are ignored;"
                  + " default 30%.")
          @Nullable String stormShare,
      @Min(0)
          @Max(100_000)
          @JsonPropertyDescription(
              "Interruptions of an offering within an hour from which on it is bought last;"
                  + " 0 = never; default 3.")
          @Nullable Integer stormAfter) {
    private static final String DRAIN_OR_IGNORE = "^(Drain|Ignore)$";
  }

  /** When a node is not needed. */
  public record ScaleDown(
      @JsonPropertyDescription("Default true.") @Nullable Boolean enabled,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription(
              "Of requests in allocatable, below which a node is a candidate; default 50%.")
          @Nullable String utilizationThreshold,
      @Pattern(Forms.DURATION) @JsonPropertyDescription("Default 10m.")
          @Nullable String unneededTime,
      @Pattern(Forms.DURATION) @JsonPropertyDescription("Default 10m.")
          @Nullable String cooldownAfterScaleUp,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription("A younger node stays; absent = any may go.")
          @Nullable String minNodeAge,
      @JsonPropertyDescription(
              "Time windows in which nodes may go, Mon..Fri 22:00-06:00 Europe/Berlin;"
                  + " empty = always.")
          @Nullable List<@Pattern(TimeWindow.FORM) String> hours,
      @Pattern(Forms.DOLLARS)
          @JsonPropertyDescription(
              "US dollars per hour; a node with pods that costs less stays; absent = none.")
          @Nullable String minSaving,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription(
              "What requests of a candidate may reach above the threshold; default 0%.")
          @Nullable String hysteresis,
      @Pattern(Forms.PERCENT)
          @JsonPropertyDescription(
              "Of cpu and memory, really used, above which a node stays; default 80%.")
          @Nullable String maxUsage,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription("An older node is unneeded; absent = age is no reason.")
          @Nullable String expireAfter,
      @JsonPropertyDescription(
              "Whether a node is unneeded that the group would not buy like this any more: another"
                  + " offering, a label missing; default false.")
          @Nullable Boolean replaceDrifted,
      @JsonPropertyDescription(
              "Whether nodes may be replaced by cheaper ones, alone or several by fewer; default"
                  + " false.")
          @Nullable Boolean consolidate,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "Within which what is saved must make up for both running side by side; default 1h.")
          @Nullable String payback,
      @Pattern(Forms.DURATION)
          @JsonPropertyDescription(
              "A node that has not been ready for so long is taken away; absent = it stays.")
          @Nullable String repairAfter) {}

  /** A bound on disruption. */
  public record DisruptionBudget(
      @Required @Pattern(Forms.COUNT_OR_PERCENT) @JsonPropertyDescription("3 or 10%.") String nodes,
      @Nullable
          @Pattern(TimeWindow.FORM)
          @JsonPropertyDescription(
              "When it holds, Mon..Fri 09:00-17:00 Europe/Berlin; absent = always.")
          String when,
      @Nullable @JsonPropertyDescription("Reasons that it bounds; empty = each.")
          List<@Pattern("^NODE_(DRIFTED|EMPTY|EXPIRED|TOO_DEAR|UNDERUTILIZED)$") String> reasons) {}
}
