package io.drover.rules.explain;

import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Remembered;
import io.drover.rules.plan.Thought;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known after one plan by the shipped policies and its review. */
final class Known {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final CompiledPolicies SHIPPED = Shipped.POLICIES;

  private Known() {}

  static Explainer after(WorldBuilder world, OfferingBuilder... offered) {
    return after(world, Measured.NOTHING, offered);
  }

  static Explainer after(WorldBuilder world, Measured usage, OfferingBuilder... offered) {
    return after(world, usage, null, offered);
  }

  /** Where node groups may be made for pods; null where none may. */
  static Explainer after(
      WorldBuilder world, Measured usage, @Nullable NewGroups making, OfferingBuilder... offered) {
    List<OfferingFact> offerings = Stream.of(offered).map(OfferingBuilder::build).toList();
    Question question =
        new Question(
            "7c41",
            NOW,
            world.build(),
            Map.of(new ProviderName("sim"), offerings),
            usage,
            List.of(),
            false,
            Remembered.NOTHING,
            ClusterSettings.DEFAULT.making(making));
    Thought thought = new Planner(SHIPPED).plan(question);
    Circumstances fresh = new Circumstances(NOW, NOW, true, true, "", 0);
    Judgement judgement =
        new PlanReview(SHIPPED, Limits.DEFAULT.making(making))
            .review(thought.plan(), question.world(), fresh, question.offerings());
    return new Explainer(
        new Evidence(
            question,
            thought,
            thought.plan().changesNothing() ? List.of() : List.of(judgement),
            new Guard(Limits.DEFAULT, fresh, SHIPPED),
            ""));
  }
}
