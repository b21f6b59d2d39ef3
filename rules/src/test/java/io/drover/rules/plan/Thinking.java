package io.drover.rules.plan;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One plan by a policy on a world, of which tests want to know what is bought and told. */
record Thinking(Thought thought) {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  static Thinking by(ScalingPolicy policy, WorldBuilder world, OfferingFact... offerings) {
    return by(policy, ClusterSettings.DEFAULT, Measured.NOTHING, world, offerings);
  }

  static Thinking by(
      ScalingPolicy policy,
      ClusterSettings settings,
      Measured usage,
      WorldBuilder world,
      OfferingFact... offerings) {
    return new Thinking(
        new Planner(policy)
            .plan(
                new Question(
                    "plan-1",
                    NOW,
                    world.build(),
                    Map.of(new ProviderName("sim"), List.of(offerings)),
                    usage,
                    List.of(),
                    false,
                    Remembered.NOTHING,
                    settings)));
  }

  <A extends Action> List<A> acts(Class<A> kind) {
    return thought.plan().actions().stream()
        .map(Planned::action)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** Of what is not done. */
  List<Reason> reasons() {
    return thought.plan().rejections().stream().map(Rejection::reason).toList();
  }

  /** Instance type and reason of each purchase. */
  List<String> bought() {
    return acts(Action.BuyNode.class).stream()
        .map(buy -> buy.offering().instanceType() + " " + buy.reason())
        .toList();
  }

  /** Subject, alternative, reason and detail of what is not done. */
  List<String> told() {
    return thought.plan().rejections().stream()
        .map(
            one ->
                (one.subject() + " " + one.alternative()).strip()
                    + ": "
                    + one.reason()
                    + " "
                    + one.detail())
        .toList();
  }
}
