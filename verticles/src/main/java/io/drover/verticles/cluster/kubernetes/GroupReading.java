package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.TimeWindow;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroupSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The spec of a node group with the defaults of what it leaves out; they stand only here. */
final class GroupReading {
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
  private static final Duration DRAIN = Duration.ofMinutes(15);
  private static final Duration COOLDOWN_AFTER_FAILURE = Duration.ofMinutes(1);
  private static final int MAX_NODES_PER_PLAN = 20;
  private static final double UTILIZATION_THRESHOLD = 0.5;
  private static final int MOST_NODES = 100_000;
  private static final int HUNDRED = 100;

  private GroupReading() {}

  static GroupSpec spec(@Nullable NodeGroupSpec spec) {
    if (spec == null) {
      throw new Unreadable("it has no spec");
    }
    return new GroupSpec(
        new ProviderName(required(spec.provider(), "provider")),
        new GroupSpec.Size(
            required(spec.min(), "min"),
            required(spec.max(), "max"),
            orElse(spec.zeroOrMax(), false)),
        orElse(spec.priority(), 0),
        mode(orElse(spec.mode(), "Act")),
        new GroupSpec.Choice(
            OrEmpty.list(spec.instanceTypes()),
            OrEmpty.list(spec.offerings()),
            OrEmpty.list(spec.zones()),
            OrEmpty.list(spec.capacityTypes())),
        new GroupSpec.Template(
            OrEmpty.map(spec.labels()),
            taints(spec.taints()),
            taints(spec.startupTaints()),
            Quantities.resources(spec.capacityOverrides()),
            OrEmpty.list(spec.startupTaintPrefixes())),
        limits(spec.limits()),
        new GroupSpec.Behaviour(
            timeouts(spec.timeouts()),
            scaleUp(spec.scaleUp(), OrEmpty.list(spec.schedules())),
            scaleDown(spec.scaleDown()),
            notices(spec.spot()),
            OrEmpty.list(spec.disruptionBudgets()).stream().map(GroupReading::budget).toList(),
            deletion(orElse(spec.deletionPolicy(), "Keep"))),
        OrEmpty.map(spec.settings()));
  }

  private static GroupSpec.Mode mode(String text) {
    return switch (text) {
      case "Act" -> GroupSpec.Mode.ACT;
      case "Observe" -> GroupSpec.Mode.OBSERVE;
      default -> throw new Unreadable("mode '" + text + "' is neither Act nor Observe");
    };
  }

  private static GroupSpec.Deletion deletion(String text) {
    return switch (text) {
      case "Keep" -> GroupSpec.Deletion.KEEP;
      case "Delete" -> GroupSpec.Deletion.DELETE;
      default -> throw new Unreadable("deletionPolicy '" + text + "' is neither Keep nor Delete");
    };
  }

  private static List<Taint> taints(@Nullable List<NodeGroupSpec.NodeTaint> taints) {
    return OrEmpty.list(taints).stream()
        .map(
            taint ->
                new Taint(taint.key(), OrEmpty.text(taint.value()), Taints.effect(taint.effect())))
        .toList();
  }

  private static GroupSpec.Limits limits(NodeGroupSpec.@Nullable Limits limits) {
    if (limits == null) {
      return new GroupSpec.Limits(Resources.NONE, null);
    }
    return new GroupSpec.Limits(
        Quantities.amounts(limits.resources()), price(limits.pricePerHour()));
  }

  private static @Nullable Price price(@Nullable String dollars) {
    return dollars == null ? null : RecordProjection.price(dollars);
  }

  private static GroupSpec.Timeouts timeouts(NodeGroupSpec.@Nullable Timeouts timeouts) {
    NodeGroupSpec.Timeouts said =
        timeouts == null
            ? new NodeGroupSpec.Timeouts(null, null, null, null, null, null, null)
            : timeouts;
    Duration failedTtl = DurationText.read(said.failedTtl(), GroupSpec.Timeouts.FAILED_TTL);
    return new GroupSpec.Timeouts(
        DurationText.read(said.provision(), TEN_MINUTES),
        DurationText.read(said.join(), TEN_MINUTES),
        DurationText.read(said.drain(), DRAIN),
        DurationText.read(said.deletionDelay(), GroupSpec.Timeouts.DELETION_DELAY),
        said.terminationGracePeriod() == null
            ? null
            : DurationText.read(said.terminationGracePeriod(), Duration.ZERO),
        failedTtl.isZero() ? null : failedTtl,
        DurationText.read(said.strayGrace(), GroupSpec.Timeouts.STRAY_GRACE));
  }

  private static GroupSpec.ScaleUp scaleUp(
      NodeGroupSpec.@Nullable ScaleUp scaleUp, List<NodeGroupSpec.Schedule> schedules) {
    NodeGroupSpec.ScaleUp said =
        scaleUp == null
            ? new NodeGroupSpec.ScaleUp(null, null, null, null, null, null, null)
            : scaleUp;
    return new GroupSpec.ScaleUp(
        orElse(said.maxNodesPerPlan(), MAX_NODES_PER_PLAN),
        DurationText.read(said.cooldownAfterFailure(), COOLDOWN_AFTER_FAILURE),
        new GroupSpec.Aims(
            schedules.stream().map(GroupReading::schedule).toList(),
            percent(orElse(said.maxSpotShare(), "100%")) / 100.0,
            percent(orElse(said.cpuThreshold(), "0%")) / 100.0,
            DurationText.read(said.cooldown(), GroupSpec.Aims.COOLDOWN),
            headroom(said.headroom(), "scaleUp.headroom"),
            said.monthlyBudget() == null
                ? null
                : RecordProjection.money(said.monthlyBudget(), "scaleUp.monthlyBudget")));
  }

  private static GroupSpec.Headroom headroom(@Nullable IntOrString said, String path) {
    if (said == null) {
      return GroupSpec.Headroom.NONE;
    }
    String text = String.valueOf(said.getValue());
    boolean share = text.endsWith("%");
    int amount = share ? percent(text) : number(text);
    if (amount < 0 || amount > (share ? HUNDRED : MOST_NODES)) {
      throw new Unreadable(
          "spec." + path + " is 0 to " + MOST_NODES + ", or 0% to 100%, not " + text);
    }
    return new GroupSpec.Headroom(amount, share);
  }

  private static GroupSpec.Notices notices(NodeGroupSpec.@Nullable Spot said) {
    GroupSpec.Notices usual = GroupSpec.Notices.DEFAULT;
    return said == null
        ? usual
        : new GroupSpec.Notices(
            drains(said.onInterruption(), usual.drainInterrupted()),
            drains(said.onRebalance(), usual.drainRecommended()),
            fraction(said.stormShare(), usual.stormShare()),
            orElse(said.stormAfter(), usual.stormAfter()));
  }

  private static boolean drains(@Nullable String said, boolean otherwise) {
    return said == null ? otherwise : said.equals("Drain");
  }

  private static GroupSpec.Schedule schedule(NodeGroupSpec.Schedule schedule) {
    try {
      return new GroupSpec.Schedule(
          TimeWindow.parse(required(schedule.when(), "schedules.when")),
          required(schedule.min(), "schedules.min"),
          headroom(schedule.headroom(), "schedules.headroom"));
    } catch (IllegalArgumentException notAWindow) {
      throw new Unreadable("schedules.when: " + notAWindow.getMessage());
    }
  }

  private static GroupSpec.ScaleDown scaleDown(NodeGroupSpec.@Nullable ScaleDown scaleDown) {
    NodeGroupSpec.ScaleDown said =
        scaleDown == null
            ? new NodeGroupSpec.ScaleDown(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null)
            : scaleDown;
    return new GroupSpec.ScaleDown(
        orElse(said.enabled(), true),
        fraction(said.utilizationThreshold(), UTILIZATION_THRESHOLD),
        DurationText.read(said.unneededTime(), TEN_MINUTES),
        DurationText.read(said.cooldownAfterScaleUp(), TEN_MINUTES),
        terms(said),
        consolidation(said),
        said.repairAfter() == null ? null : DurationText.read(said.repairAfter(), Duration.ZERO));
  }

  private static GroupSpec.Consolidation consolidation(NodeGroupSpec.ScaleDown said) {
    return new GroupSpec.Consolidation(
        orElse(said.consolidate(), GroupSpec.Consolidation.NONE.enabled()),
        DurationText.read(said.payback(), GroupSpec.Consolidation.NONE.payback()));
  }

  private static GroupSpec.Terms terms(NodeGroupSpec.ScaleDown said) {
    Duration expireAfter = DurationText.read(said.expireAfter(), Duration.ZERO);
    return new GroupSpec.Terms(
        DurationText.read(said.minNodeAge(), GroupSpec.Terms.NONE.minNodeAge()),
        OrEmpty.list(said.hours()).stream().map(GroupReading::window).toList(),
        orElse(price(said.minSaving()), GroupSpec.Terms.NONE.minSaving()),
        fraction(said.hysteresis(), GroupSpec.Terms.NONE.hysteresis()),
        fraction(said.maxUsage(), GroupSpec.Terms.NONE.maxUsage()),
        expireAfter.isZero() ? null : expireAfter,
        orElse(said.replaceDrifted(), false));
  }

  private static TimeWindow window(String text) {
    try {
      return TimeWindow.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw new Unreadable(String.valueOf(wrong.getMessage()));
    }
  }

  private static double fraction(@Nullable String percent, double otherwise) {
    return percent == null ? otherwise : percent(percent) / 100.0;
  }

  private static GroupSpec.DisruptionBudget budget(NodeGroupSpec.DisruptionBudget budget) {
    String when = budget.when();
    try {
      return new GroupSpec.DisruptionBudget(
          limit(required(budget.nodes(), "disruptionBudgets.nodes")),
          when == null ? null : window(when),
          OrEmpty.list(budget.reasons()));
    } catch (IllegalArgumentException unknown) {
      throw new Unreadable("disruptionBudgets.reasons: " + unknown.getMessage());
    }
  }

  private static GroupSpec.DisruptionLimit limit(String nodes) {
    return nodes.endsWith("%")
        ? new GroupSpec.DisruptionLimit(percent(nodes), true)
        : new GroupSpec.DisruptionLimit(number(nodes), false);
  }

  private static int percent(String text) {
    return number(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new Unreadable("'" + text + "' is not a whole number");
    }
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new Unreadable("spec." + name + " is missing");
    }
    return value;
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
