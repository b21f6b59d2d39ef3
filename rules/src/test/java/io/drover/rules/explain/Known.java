package io.drover.rules.explain;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is known after one plan by the shipped policies and its review. */
final class Known {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Path POLICIES = Path.of("policies");
  private static final CompiledPolicies SHIPPED = compiled();

  private Known() {}

  static Explainer after(WorldBuilder world, OfferingBuilder... offered) {
    return after(world, Measured.NOTHING, offered);
  }

  static Explainer after(WorldBuilder world, Measured usage, OfferingBuilder... offered) {
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
            Remembered.NOTHING);
    Thought thought = new Planner(SHIPPED).plan(question);
    Circumstances fresh = new Circumstances(NOW, NOW, true, true, "", 0);
    Judgement judgement =
        new PlanReview(SHIPPED, Limits.DEFAULT)
            .review(thought.plan(), question.world(), fresh, question.offerings());
    return new Explainer(
        new Evidence(
            question,
            thought,
            thought.plan().changesNothing() ? List.of() : List.of(judgement),
            new Guard(Limits.DEFAULT, fresh, SHIPPED),
            ""));
  }

  private static CompiledPolicies compiled() {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(POLICIES)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("index")) {
          files.put(POLICIES.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    Compiled compiled =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000))
            .compile(new PolicyFolder(files));
    return (CompiledPolicies) compiled;
  }
}
