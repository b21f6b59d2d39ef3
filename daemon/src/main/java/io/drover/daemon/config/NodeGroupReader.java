package io.drover.daemon.config;

import static io.drover.daemon.config.DurationForm.DURATION;
import static io.drover.daemon.config.DurationForm.DURATION_OR_ZERO;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.TimeWindow;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads a node group. */
final class NodeGroupReader {
  static final int MOST_NODES = 100_000;
  private static final int MOST_GROUPS = 1_000;
  private static final Form<Integer> NODES = Forms.integer(0, MOST_NODES);
  private static final Form<Integer> AT_LEAST_ONE_NODE = Forms.integer(1, MOST_NODES);
  private static final Form<Integer> PRIORITY = Forms.integer(-1_000_000, 1_000_000);
  private static final Form<String> CAPACITY_TYPE = Forms.oneOf(Set.of("on-demand", "spot"));
  private static final CountOrPercent NO_HEADROOM = new CountOrPercent.Count(0);
  private static final TimeWindow ALWAYS = TimeWindow.parse("00:00-24:00");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  private NodeGroupReader() {}

  /** What only a group has that is there from the beginning. */
  private record Standing(
      String cluster,
      String name,
      int min,
      boolean zeroOrMax,
      List<NodeGroupConfig.Schedule> schedules) {}

  static NodeGroupConfig read(MappingReader in, String key) {
    return group(
        in,
        new Standing(
            in.required("cluster", Forms.TEXT, ""),
            in.value("name", KubernetesForms.NAME, key),
            in.value("min", NODES, 0),
            in.value("zeroOrMax", Forms.SWITCH, false),
            in.sections("schedules", NodeGroupReader::schedule)));
  }

  /** Groups that are made for pods begin with no nodes and end so. */
  static NewGroupsConfig newGroups(MappingReader in) {
    return new NewGroupsConfig(
        in.required("maxGroups", Forms.integer(1, MOST_GROUPS), 1),
        in.value("emptyFor", DURATION, Duration.ofHours(24)),
        in.values("labelPrefixes", Forms.TEXT),
        group(in, new Standing("", "", 0, false, List.of())));
  }

  private static NodeGroupConfig group(MappingReader in, Standing standing) {
    return new NodeGroupConfig(
        standing.cluster(),
        standing.name(),
        in.required("provider", Forms.TEXT, ""),
        standing.min(),
        in.required("max", NODES, MOST_NODES),
        standing.zeroOrMax(),
        standing.schedules(),
        in.value("priority", PRIORITY, 0),
        in.value("mode", Forms.oneOf(Mode.class), Mode.ACT),
        in.values("instanceTypes", Forms.TEXT),
        in.values("offerings", Forms.TEXT),
        in.values("zones", Forms.TEXT),
        in.values("capacityTypes", CAPACITY_TYPE),
        in.entries("labels", KubernetesForms.LABEL_KEY, KubernetesForms.LABEL_VALUE),
        taints(in, "taints"),
        taints(in, "startupTaints"),
        in.values("startupTaintPrefixes", Forms.TEXT),
        in.entries("capacityOverrides", KubernetesForms.LABEL_KEY, KubernetesForms.QUANTITY),
        in.section("limits", NodeGroupReader::limits),
        in.section("timeouts", NodeGroupReader::timeouts),
        in.section("scaleUp", NodeGroupReader::scaleUp),
        in.section("scaleDown", NodeGroupReader::scaleDown),
        in.section("spot", NodeGroupReader::spot),
        in.sections("disruptionBudgets", NodeGroupReader::budget),
        in.value(
            "deletionPolicy",
            Forms.oneOf(NodeGroupConfig.Deletion.class),
            NodeGroupConfig.Deletion.KEEP),
        in.entries("settings", Forms.TEXT, Forms.ANY_TEXT));
  }

  private static List<TaintConfig> taints(MappingReader in, String key) {
    return in.sections(
        key,
        taint ->
            new TaintConfig(
                taint.required("key", KubernetesForms.LABEL_KEY, "placeholder"),
                taint.value("value", KubernetesForms.LABEL_VALUE, ""),
                taint.required(
                    "effect",
                    Forms.oneOf(TaintConfig.Effect.class),
                    TaintConfig.Effect.NO_SCHEDULE)));
  }

  private static NodeGroupConfig.Limits limits(MappingReader in) {
    return new NodeGroupConfig.Limits(
        in.optional("cpu", KubernetesForms.QUANTITY),
        in.optional("memory", KubernetesForms.QUANTITY),
        in.optional("pricePerHour", Forms.PRICE));
  }

  private static NodeGroupConfig.Timeouts timeouts(MappingReader in) {
    return new NodeGroupConfig.Timeouts(
        in.value("provision", DURATION, TEN_MINUTES),
        in.value("join", DURATION, TEN_MINUTES),
        in.value("drain", DURATION, Duration.ofMinutes(15)),
        in.value("deletionDelay", DURATION_OR_ZERO, GroupSpec.Timeouts.DELETION_DELAY),
        in.optional("terminationGracePeriod", DURATION),
        in.value("failedTtl", DURATION_OR_ZERO, GroupSpec.Timeouts.FAILED_TTL),
        in.value("strayGrace", DURATION_OR_ZERO, GroupSpec.Timeouts.STRAY_GRACE));
  }

  private static NodeGroupConfig.ScaleUp scaleUp(MappingReader in) {
    return new NodeGroupConfig.ScaleUp(
        in.value("maxNodesPerPlan", AT_LEAST_ONE_NODE, 20),
        in.value("cooldownAfterFailure", DURATION, Duration.ofMinutes(1)),
        in.value("maxSpotShare", Forms.SHARE, Percent.of(100)),
        in.value("cpuThreshold", Forms.SHARE, Percent.of(0)),
        in.value("cooldown", DURATION, GroupSpec.Aims.COOLDOWN),
        in.value("headroom", Forms.BOUND, NO_HEADROOM),
        in.optional("monthlyBudget", Forms.PRICE));
  }

  private static NodeGroupConfig.Spot spot(MappingReader in) {
    Form<NodeGroupConfig.Response> response = Forms.oneOf(NodeGroupConfig.Response.class);
    return new NodeGroupConfig.Spot(
        in.value("onInterruption", response, NodeGroupConfig.Response.DRAIN),
        in.value("onRebalance", response, NodeGroupConfig.Response.IGNORE),
        in.value("stormShare", Forms.SHARE, Percent.of(30)),
        in.value("stormAfter", NODES, 3));
  }

  private static NodeGroupConfig.Schedule schedule(MappingReader in) {
    return new NodeGroupConfig.Schedule(
        in.required("when", Forms.TIME_WINDOW, ALWAYS),
        in.required("min", NODES, 0),
        in.value("headroom", Forms.BOUND, NO_HEADROOM));
  }

  private static NodeGroupConfig.ScaleDown scaleDown(MappingReader in) {
    return new NodeGroupConfig.ScaleDown(
        in.value("enabled", Forms.SWITCH, true),
        in.value("utilizationThreshold", Forms.SHARE, Percent.of(50)),
        in.value("unneededTime", DURATION, TEN_MINUTES),
        in.value("cooldownAfterScaleUp", DURATION, TEN_MINUTES),
        in.optional("minNodeAge", DURATION),
        in.values("hours", Forms.TIME_WINDOW),
        in.optional("minSaving", Forms.PRICE),
        in.value("hysteresis", Forms.SHARE, Percent.of(0)),
        in.value("maxUsage", Forms.SHARE, Percent.of(80)),
        in.optional("expireAfter", DURATION),
        in.value("replaceDrifted", Forms.SWITCH, false),
        in.value("consolidate", Forms.SWITCH, false),
        in.value("payback", DURATION, Duration.ofHours(1)),
        in.optional("repairAfter", DURATION));
  }

  private static NodeGroupConfig.DisruptionBudget budget(MappingReader in) {
    return new NodeGroupConfig.DisruptionBudget(
        in.required("nodes", Forms.BOUND, Percent.of(0)),
        in.optional("when", Forms.TIME_WINDOW),
        in.values("reasons", Forms.oneOf(GroupSpec.DisruptionBudget.REASONS)));
  }
}
