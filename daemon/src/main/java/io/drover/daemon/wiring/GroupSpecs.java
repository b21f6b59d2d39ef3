package io.drover.daemon.wiring;

import io.drover.daemon.config.ClusterConfig;
import io.drover.daemon.config.CountOrPercent;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.Mode;
import io.drover.daemon.config.NewGroupsConfig;
import io.drover.daemon.config.NodeGroupConfig;
import io.drover.daemon.config.Percent;
import io.drover.daemon.config.TaintConfig;
import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.verticles.provider.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Node groups of the configuration as the rest of the house knows them. */
final class GroupSpecs {
  private GroupSpecs() {}

  /** The groups that the configuration gives to a cluster. */
  static Map<GroupName, GroupSpec> of(DroverConfig config, String cluster) {
    Map<GroupName, GroupSpec> groups = new TreeMap<>();
    for (NodeGroupConfig group : config.nodeGroups().values()) {
      if (group.cluster().equals(cluster)) {
        groups.put(new GroupName(group.name()), spec(group));
      }
    }
    return groups;
  }

  /** What groups that are made for pods may be; null where none may. */
  static @Nullable NewGroups made(@Nullable NewGroupsConfig made) {
    return made == null
        ? null
        : new NewGroups(
            spec(made.template()), made.maxGroups(), made.emptyFor(), made.labelPrefixes());
  }

  private static GroupSpec spec(NodeGroupConfig group) {
    return new GroupSpec(
        new ProviderName(group.provider()),
        new GroupSpec.Size(group.min(), group.max(), group.zeroOrMax()),
        group.priority(),
        group.mode() == Mode.OBSERVE ? GroupSpec.Mode.OBSERVE : GroupSpec.Mode.ACT,
        new GroupSpec.Choice(
            group.instanceTypes(), group.offerings(), group.zones(), group.capacityTypes()),
        new GroupSpec.Template(
            group.labels(),
            taints(group.taints()),
            taints(group.startupTaints()),
            resources(group.capacityOverrides()),
            group.startupTaintPrefixes()),
        limits(group.limits()),
        behaviour(group),
        group.settings());
  }

  private static GroupSpec.Behaviour behaviour(NodeGroupConfig group) {
    return new GroupSpec.Behaviour(
        timeouts(group.timeouts()),
        scaleUp(group),
        scaleDown(group.scaleDown()),
        notices(group.spot()),
        group.disruptionBudgets().stream().map(GroupSpecs::budget).toList(),
        group.deletionPolicy() == NodeGroupConfig.Deletion.DELETE
            ? GroupSpec.Deletion.DELETE
            : GroupSpec.Deletion.KEEP);
  }

  private static GroupSpec.Timeouts timeouts(NodeGroupConfig.Timeouts timeouts) {
    return new GroupSpec.Timeouts(
        timeouts.provision(),
        timeouts.join(),
        timeouts.drain(),
        timeouts.deletionDelay(),
        timeouts.terminationGracePeriod(),
        timeouts.failedTtl().isZero() ? null : timeouts.failedTtl(),
        timeouts.strayGrace());
  }

  private static GroupSpec.ScaleUp scaleUp(NodeGroupConfig group) {
    NodeGroupConfig.ScaleUp scaleUp = group.scaleUp();
    return new GroupSpec.ScaleUp(
        scaleUp.maxNodesPerPlan(),
        scaleUp.cooldownAfterFailure(),
        new GroupSpec.Aims(
            group.schedules().stream()
                .map(
                    schedule ->
                        new GroupSpec.Schedule(
                            schedule.when(), schedule.min(), headroom(schedule.headroom())))
                .toList(),
            scaleUp.maxSpotShare().fraction(),
            scaleUp.cpuThreshold().fraction(),
            scaleUp.cooldown(),
            headroom(scaleUp.headroom()),
            scaleUp.monthlyBudget() == null
                ? null
                : Money.dollars(scaleUp.monthlyBudget().toPlainString())));
  }

  private static GroupSpec.Notices notices(NodeGroupConfig.Spot spot) {
    return new GroupSpec.Notices(
        spot.onInterruption() == NodeGroupConfig.Response.DRAIN,
        spot.onRebalance() == NodeGroupConfig.Response.DRAIN,
        spot.stormShare().fraction(),
        spot.stormAfter());
  }

  private static GroupSpec.Headroom headroom(CountOrPercent headroom) {
    GroupSpec.DisruptionLimit limit = limit(headroom);
    return new GroupSpec.Headroom(limit.amount(), limit.percent());
  }

  private static GroupSpec.ScaleDown scaleDown(NodeGroupConfig.ScaleDown scaleDown) {
    Duration youngest = scaleDown.minNodeAge();
    return new GroupSpec.ScaleDown(
        scaleDown.enabled(),
        scaleDown.utilizationThreshold().fraction(),
        scaleDown.unneededTime(),
        scaleDown.cooldownAfterScaleUp(),
        new GroupSpec.Terms(
            youngest == null ? Duration.ZERO : youngest,
            scaleDown.hours(),
            price(scaleDown.minSaving()).orElse(Price.ZERO),
            scaleDown.hysteresis().fraction(),
            scaleDown.maxUsage().fraction(),
            scaleDown.expireAfter(),
            scaleDown.replaceDrifted()),
        new GroupSpec.Consolidation(scaleDown.consolidate(), scaleDown.payback()),
        scaleDown.repairAfter());
  }

  private static Optional<Price> price(@Nullable BigDecimal dollars) {
    return Optional.ofNullable(dollars).map(known -> Price.perHour(known.toPlainString()));
  }

  private static GroupSpec.DisruptionBudget budget(NodeGroupConfig.DisruptionBudget budget) {
    return new GroupSpec.DisruptionBudget(limit(budget.nodes()), budget.when(), budget.reasons());
  }

  /** A percentage keeps whole percents; a fraction of one is rounded down, the careful side. */
  static GroupSpec.DisruptionLimit limit(CountOrPercent limit) {
    return switch (limit) {
      case CountOrPercent.Count(int count) -> new GroupSpec.DisruptionLimit(count, false);
      case Percent percent -> new GroupSpec.DisruptionLimit(percent.basisPoints() / 100, true);
    };
  }

  private static List<Taint> taints(List<TaintConfig> taints) {
    return taints.stream()
        .map(
            taint ->
                new Taint(taint.key(), taint.value(), Taint.Effect.valueOf(taint.effect().name())))
        .toList();
  }

  private static GroupSpec.Limits limits(NodeGroupConfig.Limits limits) {
    Map<String, String> quantities = new HashMap<>();
    put(quantities, Resources.CPU, limits.cpu());
    put(quantities, Resources.MEMORY, limits.memory());
    Resources told = resources(quantities);
    TreeMap<String, Long> amounts = new TreeMap<>();
    quantities.keySet().forEach(name -> amounts.put(name, told.get(name)));
    return new GroupSpec.Limits(amounts, price(limits.pricePerHour()).orElse(null));
  }

  private static void put(Map<String, String> quantities, String name, @Nullable String value) {
    if (value != null) {
      quantities.put(name, value);
    }
  }

  /** What the configuration wants to remain of a cluster. */
  static ClusterMinimum minimum(ClusterConfig.Minimum least) {
    Map<String, String> quantities = new TreeMap<>();
    if (least.cpu() != null) {
      quantities.put(Resources.CPU, least.cpu());
    }
    if (least.memory() != null) {
      quantities.put(Resources.MEMORY, least.memory());
    }
    return new ClusterMinimum(least.nodes(), resources(quantities));
  }

  private static Resources resources(Map<String, String> quantities) {
    return Quantity.resources(quantities);
  }
}
