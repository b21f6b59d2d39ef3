package io.drover.daemon.journal;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
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
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.PhaseChange;
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

  private static JournalLine phase(Instant before, Instant after) {
    ManagedNodeFact joined =
        aManagedNode("general-7").in(ManagedNodeFact.Phase.JOINED, before).build();
    ManagedNodeFact ready =
        aManagedNode("general-7").in(ManagedNodeFact.Phase.READY, after).build();
    PhaseChange change = new PhaseChange(joined, ready, true);
    Map<String, String> ids =
        Map.of("group", "general", "node", "general-7", "machine", "vpsie://4711");
    return JournalLine.of(
        "prod", new JournalEntry(after, "uid", "phase", ids, "", "READY", change));
  }

  @Test
  void tellsOfAPhaseItsMachineAndHowLongTheOneBeforeTook() throws JsonProcessingException {
    JsonNode written =
        Json.mapper()
            .readTree(Json.mapper().writeValueAsString(phase(NOW, NOW.plusMillis(41_500))));

    assertThat(written.path("durationSeconds").asDouble()).isEqualTo(41.5);
    assertThat(written.at("/ids/machine").asText()).isEqualTo("vpsie://4711");
    assertThat(written.at("/ids/node").asText()).isEqualTo("general-7");
    assertThat(written.at("/ids/group").asText()).isEqualTo("general");
    assertThat(written.path("kind").asText()).isEqualTo("phase");
    assertThat(written.path("text").asText()).isEqualTo("READY");
    assertThat(Json.mapper().treeToValue(written, JournalLine.class).text(false))
        .endsWith("phase general/general-7 READY after 41.5 s");
  }

  @Test
  void tellsNoDurationThatAClockSetBackWouldMakeNegative() throws JsonProcessingException {
    String written = Json.mapper().writeValueAsString(phase(NOW, NOW.minusSeconds(1)));

    assertThat(written).doesNotContain("durationSeconds");
  }
}
