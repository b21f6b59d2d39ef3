package io.drover.daemon.convert;

import java.util.List;
import java.util.Map;

/** When the old {@code NodeGroup} grows and shrinks. */
final class GroupPolicyFields {
  private static final String UP = "spec.scaleUpPolicy.";
  private static final String DOWN = "spec.scaleDownPolicy.";

  private GroupPolicyFields() {}

  static List<Field<GroupDraft>> all() {
    return List.of(
        new Field<>(UP + "enabled", Form.SWITCH, GroupPolicyFields::growsAtAll),
        new Field<>(
            UP + "stabilizationWindowSeconds",
            Form.number(0, 1800),
            GroupPolicyFields::pendingTime),
        new Field<>(UP + "cpuThreshold", Form.SHARE, GroupPolicyFields::cpuPressure),
        Field.told(
            UP + "memoryThreshold",
            Form.SHARE,
            Told.elsewhere(
                "a rule in scale-up: the lines are in docs/coming-from-vpsie.md, 'Memory pressure'"
                    + " (there is scale-up/cpu-pressure.drl for the cpu); pending pods have nodes"
                    + " bought without it")),
        new Field<>(DOWN + "enabled", Form.SWITCH, GroupPolicyFields::shrinksAtAll),
        new Field<>(
            DOWN + "stabilizationWindowSeconds",
            Form.number(0, 3600),
            GroupPolicyFields::unneededTime),
        new Field<>(DOWN + "cpuThreshold", Form.SHARE, GroupPolicyFields::threshold),
        new Field<>(DOWN + "memoryThreshold", Form.SHARE, GroupPolicyFields::threshold),
        new Field<>(DOWN + "cooldownSeconds", Form.number(0, 3600), GroupPolicyFields::cooldown));
  }

  private static Told growsAtAll(Given given, GroupDraft group) {
    if (given.on()) {
      return Told.notNeeded("a group always grows up to max");
    }
    group.put("limits", Map.of("resources", Map.of("cpu", "0")));
    return Told.changed(
        "spec.limits.resources.cpu: \"0\"", "nothing is bought, and what is there stays");
  }

  private static Told pendingTime(Given given, GroupDraft group) {
    group.pendingSeconds = given.number();
    return given.number() == 0
        ? Told.notNeeded("0 is no waiting, as without clusters.NAME.pendingTime")
        : Told.changed(
            "clusters.NAME.pendingTime of the configuration",
            "it holds for the whole cluster, so the shortest of all groups; the old autoscaler"
                + " waited 60 s whatever stood here");
  }

  private static Told cpuPressure(Given given, GroupDraft group) {
    group.put("scaleUp.cpuThreshold", given.number() + "%");
    return Told.changed(
        "spec.scaleUp.cpuThreshold",
        "it is read here (rule scale-up/cpu-pressure.drl): mean of the cpu that the nodes use;"
            + " 0% is off");
  }

  private static Told shrinksAtAll(Given given, GroupDraft group) {
    group.put("scaleDown.enabled", given.value());
    return Told.carried("spec.scaleDown.enabled");
  }

  private static Told unneededTime(Given given, GroupDraft group) {
    group.put("scaleDown.unneededTime", OldDuration.seconds(Math.max(1, given.number())));
    return given.number() == 0
        ? Told.changed("spec.scaleDown.unneededTime", "a second is the shortest")
        : Told.carried("spec.scaleDown.unneededTime");
  }

  /**
   * The old one looks at what is used, ours at what is requested; with both no node goes that the
   * old one would have kept.
   */
  private static Told threshold(Given given, GroupDraft group) {
    group.putSmallerShare("scaleDown.utilizationThreshold", given.number());
    group.putSmallerShare("scaleDown.maxUsage", given.number());
    return Told.changed(
        "spec.scaleDown.utilizationThreshold and spec.scaleDown.maxUsage",
        "one share for cpu and memory, the smaller of both; a node goes only if what its pods"
            + " request and what it really uses are under it");
  }

  private static Told cooldown(Given given, GroupDraft group) {
    group.cooldownSeconds = given.number();
    if (given.number() > 0) {
      group.put("scaleDown.cooldownAfterScaleUp", OldDuration.seconds(given.number()));
    }
    return Told.changed(
        "spec.scaleDown.cooldownAfterScaleUp, and safety.maxRemovalsPerWindow of the configuration",
        "after a purchase the group waits for it; between removals the cluster does, where the"
            + " shortest of all groups holds");
  }
}
