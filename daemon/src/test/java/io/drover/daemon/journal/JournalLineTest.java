package io.drover.daemon.journal;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalLineTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static Judgement purchase(boolean owner, String... pods) {
    Action buy =
        new Action.BuyNode(
            new GroupName("general"),
            new OfferingId("small", "zone-a", "on-demand"),
            Price.perHour("0.04"),
            List.of(pods).stream().map(PodKey::parse).toList(),
            Reason.PODS_UNSCHEDULABLE);
    Plan plan =
        new Plan(
            "p1",
            NOW,
            new Position(1, 1),
            "v1",
            List.of(new Planned(buy, Justification.NONE)),
            List.of(),
            Map.of(),
            null);
    World world = aWorld().with(aGroup("general")).build();
    return new PlanReview(candidates -> new PolicyAnswer.Answered<>(List.of()), Limits.DEFAULT)
        .review(plan, world, new Circumstances(NOW, NOW, true, owner, "", 0), Map.of());
  }

  @Test
  void namesEveryPodThatANodeIsBoughtForAndTellsPeopleOnlyTheFirst() {
    JournalLine line = JournalLine.of("prod", purchase(true, "web/a", "web/b", "web/c")).getFirst();

    assertThat(line.kind()).isEqualTo("approved");
    assertThat(line.pods()).containsExactly("web/a", "web/b", "web/c");
    assertThat(line.text(false)).contains("web/a and 2 more pods").doesNotContain("web/b");
  }

  @Test
  void namesThemWhenThePurchaseIsRefusedAsWell() {
    JournalLine line = JournalLine.of("prod", purchase(false, "web/a", "web/b")).getFirst();

    assertThat(line.kind()).isEqualTo("refused");
    assertThat(line.pods()).containsExactly("web/a", "web/b");
  }
}
