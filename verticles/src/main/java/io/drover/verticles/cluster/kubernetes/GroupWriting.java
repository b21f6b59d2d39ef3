package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.TimeWindow;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroupSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The spec of a node group as its object says it; {@link GroupReading} reads the same again. */
final class GroupWriting {
  private GroupWriting() {}

  static NodeGroupSpec spec(GroupSpec spec) {
    GroupSpec.Template template = spec.template();
    GroupSpec.Choice choice = spec.choice();
    GroupSpec.Behaviour behaviour = spec.behaviour();
    return new NodeGroupSpec(
        spec.provider().value(),
        spec.settings(),
        spec.size().min(),
        spec.size().max(),
        spec.size().whole(),
        behaviour.scaleUp().aims().schedules().stream()
            .map(
                one ->
                    new NodeGroupSpec.Schedule(
                        one.when().toString(), one.min(), headroom(one.headroom())))
            .toList(),
        spec.priority(),
        mode(spec.mode()),
        choice.instanceTypes(),
        choice.offerings(),
        choice.zones(),
        choice.capacityTypes(),
        template.labels(),
        taints(template.taints()),
        taints(template.startupTaints()),
        template.startupTaintPrefixes(),
        Quantities.quantities(template.capacityOverrides()),
        limits(spec.limits()),
        timeouts(behaviour.timeouts()),
        scaleUp(behaviour.scaleUp()),
        scaleDown(behaviour.scaleDown()),
        spot(behaviour.notices()),
        behaviour.budgets().stream().map(GroupWriting::budget).toList(),
        deletion(behaviour.deletion()));
  }

  private static String deletion(GroupSpec.Deletion deletion) {
    return switch (deletion) {
      case KEEP -> "Keep";
      case DELETE -> "Delete";
    };
  }

  private static String mode(GroupSpec.Mode mode) {
    return switch (mode) {
      case ACT -> "Act";
      case OBSERVE -> "Observe";
    };
  }

  private static List<NodeGroupSpec.NodeTaint> taints(List<Taint> taints) {
    return taints.stream()
        .map(
            taint ->
                new NodeGroupSpec.NodeTaint(
                    taint.key(),
                    taint.value().isEmpty() ? null : taint.value(),
                    Taints.text(taint.effect())))
        .toList();
  }

  private static NodeGroupSpec.Limits limits(GroupSpec.Limits limits) {
    Price price = limits.price();
    return new NodeGroupSpec.Limits(
        Quantities.quantities(limits.resources()), price == null ? null : price.toString());
  }

  private static NodeGroupSpec.Timeouts timeouts(GroupSpec.Timeouts timeouts) {
    return new NodeGroupSpec.Timeouts(
        DurationText.text(timeouts.provision()),
        DurationText.text(timeouts.join()),
        DurationText.text(timeouts.drain()),
        DurationText.text(timeouts.deletionDelay()),
        timeouts.terminationGracePeriod() == null
            ? null
            : DurationText.text(timeouts.terminationGracePeriod()),
        DurationText.text(Objects.requireNonNullElse(timeouts.failedTtl(), Duration.ZERO)),
        DurationText.text(timeouts.strayGrace()));
  }

  private static NodeGroupSpec.ScaleUp scaleUp(GroupSpec.ScaleUp scaleUp) {
    GroupSpec.Aims aims = scaleUp.aims();
    return new NodeGroupSpec.ScaleUp(
        scaleUp.maxNodesPerPlan(),
        DurationText.text(scaleUp.cooldownAfterFailure()),
        percent(aims.maxSpotShare()),
        percent(aims.cpuThreshold()),
        DurationText.text(aims.cooldown()),
        headroom(aims.headroom()),
        aims.monthlyBudget() == null ? null : aims.monthlyBudget().toString());
  }

  private static IntOrString headroom(GroupSpec.Headroom headroom) {
    return headroom.percent()
        ? new IntOrString(headroom.amount() + "%")
        : new IntOrString(headroom.amount());
  }

  private static NodeGroupSpec.Spot spot(GroupSpec.Notices notices) {
    return new NodeGroupSpec.Spot(
        notices.drainInterrupted() ? "Drain" : "Ignore",
        notices.drainRecommended() ? "Drain" : "Ignore",
        percent(notices.stormShare()),
        notices.stormAfter());
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%d%%", Math.round(fraction * 100));
  }

  private static NodeGroupSpec.ScaleDown scaleDown(GroupSpec.ScaleDown scaleDown) {
    GroupSpec.Terms terms = scaleDown.terms();
    Duration expireAfter = terms.expireAfter();
    return new NodeGroupSpec.ScaleDown(
        scaleDown.enabled(),
        percent(scaleDown.utilizationThreshold()),
        DurationText.text(scaleDown.unneededTime()),
        DurationText.text(scaleDown.cooldownAfterScaleUp()),
        terms.minNodeAge().isZero() ? null : DurationText.text(terms.minNodeAge()),
        terms.hours().stream().map(TimeWindow::toString).toList(),
        terms.minSaving().equals(Price.ZERO) ? null : terms.minSaving().toString(),
        percent(terms.hysteresis()),
        percent(terms.maxUsage()),
        expireAfter == null ? null : DurationText.text(expireAfter),
        terms.drifted(),
        scaleDown.consolidation().enabled(),
        DurationText.text(scaleDown.consolidation().payback()),
        scaleDown.repairAfter() == null ? null : DurationText.text(scaleDown.repairAfter()));
  }

  private static NodeGroupSpec.DisruptionBudget budget(GroupSpec.DisruptionBudget budget) {
    GroupSpec.DisruptionLimit limit = budget.nodes();
    return new NodeGroupSpec.DisruptionBudget(
        limit.amount() + (limit.percent() ? "%" : ""),
        budget.when() == null ? null : budget.when().toString(),
        budget.reasons().isEmpty() ? null : budget.reasons());
  }
}
