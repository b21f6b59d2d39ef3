package io.drover.daemon.convert;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Spot, several regions and costs of the old {@code NodeGroup}, which were stubs there. */
final class GroupMarketFields {
  private static final String SPOT = "spec.spotConfig.";
  private static final String REGION = "spec.multiRegion.";
  private static final String COST = "spec.costOptimization.";
  private static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);
  private static final String SPLIT =
      "make one NodeGroup for each datacenter, with zones of its own:"
          + " docs/coming-from-vpsie.md, 'Several datacenters'";

  private GroupMarketFields() {}

  static List<Field<GroupDraft>> all() {
    return List.of(
        when(SPOT, "enabled", Form.SWITCH, GroupMarketFields::noSpot),
        when(SPOT, "maxSpotPercentage", Form.SHARE, GroupMarketFields::spotShare),
        when(SPOT, "fallbackToOnDemand", Form.SWITCH, (given, group) -> fallback(given)),
        when(
            SPOT,
            "interruptionGracePeriod",
            Form.DURATION,
            elsewhere("spec.timeouts.terminationGracePeriod; the deadline of a notice counts")),
        when(
            SPOT,
            "allowedInterruptionRate",
            Form.SHARE,
            elsewhere("spec.spot.stormAfter and rule scale-up/interrupted-offering.drl")),
        when(REGION, "enabled", Form.SWITCH, (given, group) -> Told.carried("spec.zones")),
        when(REGION, "datacenterIDs", Form.TEXTS, GroupMarketFields::zones),
        when(
            REGION,
            "distributionStrategy",
            Form.oneOf("balanced", "weighted", "primary-backup"),
            (given, group) -> distribution(given)),
        when(REGION, "weightedDistribution", Form.MAP, instead(SPLIT + "; each with its max")),
        when(
            REGION,
            "primaryDatacenter",
            Form.TEXT,
            instead(SPLIT + "; the primary one with the higher priority")),
        when(REGION, "minNodesPerRegion", Form.number(0, 1000), instead(SPLIT + "; each with min")),
        when(COST, "enabled", Form.SWITCH, (given, group) -> cost(given, group)),
        when(
            COST,
            "strategy",
            Form.oneOf("auto", "manual", "aggressive", "conservative"),
            (given, group) -> strategy(given)),
        when(
            COST,
            "optimizationInterval",
            Form.DURATION,
            (given, group) -> Told.notNeeded("cheaper nodes are looked for at each plan")),
        when(COST, "minMonthlySavings", Form.MONEY, (given, group) -> saving(given)),
        when(
            COST,
            "maxPerformanceImpact",
            Form.SHARE,
            (given, group) -> Told.notNeeded("pods always get what they request")),
        when(COST, "requireApproval", Form.SWITCH, (given, group) -> approval(given)));
  }

  /** What is switched off leaves nothing behind. */
  private static Field<GroupDraft> when(
      String section, String key, Form form, Field.Becomes<GroupDraft> becomes) {
    boolean usual = section.equals(COST);
    return new Field<>(
        section + key,
        form,
        (given, group) ->
            given.object().on(section + "enabled", usual)
                ? becomes.of(given, group)
                : Told.notNeeded(section + "enabled is false"));
  }

  private static Field.Becomes<GroupDraft> elsewhere(String where) {
    return (given, group) -> Told.elsewhere(where + "; VPSie sells no spot servers");
  }

  private static Field.Becomes<GroupDraft> instead(String what) {
    return (given, group) -> Told.notSupported(what);
  }

  private static Told noSpot(Given given, GroupDraft group) {
    return Told.notSupported(
        "VPSie sells no spot servers, and the old autoscaler bought none; with a provider that does,"
            + " spec.capacityTypes: [spot, on-demand]");
  }

  private static Told spotShare(Given given, GroupDraft group) {
    group.put("scaleUp.maxSpotShare", given.number() + "%");
    return Told.carried("spec.scaleUp.maxSpotShare; without effect while nothing is spot");
  }

  private static Told fallback(Given given) {
    return given.on()
        ? Told.notNeeded("where spot cannot be had, on-demand is bought")
        : Told.notSupported("with a provider that sells spot, spec.capacityTypes: [spot]");
  }

  private static Told zones(Given given, GroupDraft group) {
    group.put("zones", given.texts());
    return Told.carried("spec.zones");
  }

  private static Told distribution(Given given) {
    return given.text().equals("balanced")
        ? Told.changed(
            "what Drover does by itself",
            "at the same price the zone with the fewest nodes is bought in; pods that must be"
                + " spread say so by topologySpreadConstraints")
        : Told.notSupported(SPLIT);
  }

  private static Told cost(Given given, GroupDraft group) {
    boolean acts =
        !given.object().text(COST + "strategy").equals("manual")
            && !given.object().on(COST + "requireApproval", false);
    group.put("scaleDown.consolidate", acts);
    return Told.changed(
        "spec.scaleDown.consolidate: " + acts,
        "the old autoscaler replaced no node by a cheaper one, Drover does");
  }

  private static Told strategy(Given given) {
    return switch (given.text()) {
      case "manual" ->
          Told.changed("spec.scaleDown.consolidate: false", "nothing is replaced by itself");
      case "auto" -> Told.carried("spec.scaleDown.consolidate: true");
      default ->
          Told.changed(
              "spec.scaleDown.consolidate: true",
              "there is one strategy; spec.scaleDown.payback makes it bolder or more careful");
    };
  }

  private static Told saving(Given given) {
    String hourly =
        new BigDecimal(given.text()).divide(HOURS_PER_MONTH, 4, RoundingMode.HALF_UP).toString();
    return Told.elsewhere(
        "spec.scaleDown.minSaving: \""
            + hourly
            + "\" (an hour). Not set, as it would keep every node with pods that costs less, also"
            + " from scale-down; a swap must save a tenth anyway");
  }

  private static Told approval(Given given) {
    return given.on()
        ? Told.notSupported("spec.mode: Observe tells what would be done and does nothing")
        : Told.notNeeded("nobody is asked");
  }
}
