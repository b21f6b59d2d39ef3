package io.drover.verticles.cluster.kubernetes;

import static io.drover.verticles.cluster.kubernetes.ObjectYaml.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.UselessNodes;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a {@code NodeGroup} says, as the facts that rules decide by. */
class GroupProjectionTest {
  @Test
  void fillsInTheDefaultsOfAGroupThatSaysOnlyWhatItMust() {
    GroupSpec spec = group("spec: {provider: p, min: 0, max: 3}").spec();

    assertThat(spec.mode()).isEqualTo(GroupSpec.Mode.ACT);
    assertThat(spec.limits()).isEqualTo(new GroupSpec.Limits(Resources.NONE, null));
    assertThat(spec.behaviour())
        .isEqualTo(
            new GroupSpec.Behaviour(
                new GroupSpec.Timeouts(
                    Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(15)),
                new GroupSpec.ScaleUp(20, Duration.ofMinutes(1)),
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(10)),
                GroupSpec.Notices.DEFAULT,
                List.of()));
  }

  @Test
  void readsAGroupAsItWasWritten() {
    NodeGroupFact group =
        group(
            """
            spec:
              provider: p
              min: 0
              max: 3
              zeroOrMax: true
              mode: Observe
              priority: 5
              zones: [a]
              taints: [{key: k, value: v, effect: NoSchedule}]
              startupTaintPrefixes: [readiness.k8s.io/]
              capacityOverrides: {cpu: 1500m, memory: 1Gi}
              limits: {resources: {cpu: "10", nvidia.com/gpu: "0"}, pricePerHour: "3.25"}
              schedules: [{when: "Mon..Fri 07:00-19:00 Europe/Berlin", min: 2, headroom: 10%}]
              spot: {onInterruption: Ignore, onRebalance: Drain, stormShare: 25%, stormAfter: 0}
              scaleUp: {maxSpotShare: 57%, cpuThreshold: 70%, cooldown: 2m, headroom: 1, monthlyBudget: "250.5"}
              scaleDown:
                enabled: false
                utilizationThreshold: 65%
                unneededTime: 1h30m
                minNodeAge: 30m
                hours: ["Mon..Fri 22:00-06:00 Europe/Berlin", "Sat,Sun 00:00-24:00"]
                minSaving: "0.05"
                hysteresis: 10%
                maxUsage: 70%
                expireAfter: 30d
                replaceDrifted: true
                consolidate: true
                payback: 2h
                repairAfter: 20m
              disruptionBudgets:
                - {nodes: 10%, when: "Mon..Fri 22:00-06:00 Europe/Berlin", reasons: [NODE_DRIFTED]}
                - {nodes: "2"}
              timeouts: {failedTtl: 0s, strayGrace: 1h}
              deletionPolicy: Delete
              fromALaterVersion: {x: 1}
            status:
              desired: 2
              lastScaleUp: "2026-11-20T09:00:00.5Z"
              backoffs: {m/z/spot: {until: "2026-11-20T11:00:00Z", failures: 2, reason: NO_CAPACITY}}
              spending: {amount: "12.345678", at: "2026-11-20T10:00:00Z"}
              swings:
                moved: {default/ReplicaSet/web: "2026-11-20T09:30:00Z"}
                boughtAgain: ["2026-11-20T08:00:00Z"]
            """);

    assertThat(GroupProjection.fact(written(group)).spec()).isEqualTo(group.spec());
    assertThat(group.observed()).isTrue();
    assertThat(group.spec().behaviour().timeouts().failedTtl()).isNull();
    assertThat(group.spec().behaviour().timeouts().strayGrace()).isEqualTo(Duration.ofHours(1));
    assertThat(group.spec().behaviour().deletion()).isEqualTo(GroupSpec.Deletion.DELETE);
    assertThat(group.spec().behaviour().scaleDown().terms())
        .isEqualTo(
            new GroupSpec.Terms(
                Duration.ofMinutes(30),
                List.of(
                    TimeWindow.parse("Mon..Fri 22:00-06:00 Europe/Berlin"),
                    TimeWindow.parse("Sat,Sun 00:00-24:00 UTC")),
                Price.perHour("0.05"),
                0.1,
                0.7,
                Duration.ofDays(30),
                true));
    assertThat(group.spec().limits().resources())
        .isEqualTo(Map.of("cpu", 10_000L, "nvidia.com/gpu", 0L));
    assertThat(group.spec().limits().price()).isEqualTo(Price.perHour("3.25"));
    assertThat(group.spec().behaviour().scaleUp().aims())
        .isEqualTo(
            new GroupSpec.Aims(
                List.of(
                    new GroupSpec.Schedule(
                        TimeWindow.parse("Mon..Fri 07:00-19:00 Europe/Berlin"),
                        2,
                        new GroupSpec.Headroom(10, true))),
                0.57,
                0.7,
                Duration.ofMinutes(2),
                new GroupSpec.Headroom(1, false),
                Money.dollars("250.5")));
    assertThat(group.spec().behaviour().notices())
        .isEqualTo(new GroupSpec.Notices(false, true, 0.25, 0));
    assertThat(group.history().spending())
        .isEqualTo(new Spending(Money.dollars("12.345678"), Instant.parse("2026-11-20T10:00:00Z")));
    assertThat(group.history())
        .isEqualTo(
            new NodeGroupFact.History(
                2,
                Instant.parse("2026-11-20T09:00:00.5Z"),
                null,
                Map.of(
                    "m/z/spot",
                    new NodeGroupFact.Backoff(
                        Instant.parse("2026-11-20T11:00:00Z"), 2, "NO_CAPACITY")),
                NodeGroupFact.Standing.NONE,
                group.history().spending(),
                new Swings(
                    new TreeMap<>(
                        Map.of("default/ReplicaSet/web", Instant.parse("2026-11-20T09:30:00Z"))),
                    List.of(Instant.parse("2026-11-20T08:00:00Z")))));
  }

  @Test
  void readsTheHoldThatSomebodyHasOnAGroup() {
    NodeGroup object = written(group("spec: {provider: p, min: 0, max: 3}"));
    object.getMetadata().setAnnotations(Map.of(NodeGroupFact.HOLD, " moving house\n"));

    assertThat(GroupProjection.fact(object).hold()).isEqualTo("moving house");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          spec: {provider: p, min: 4, max: 3} | size must be 0 <= min <= max
          spec: {provider: p, min: 0} | spec.max is missing
          spec: {provider: p, min: 2, max: 3, zeroOrMax: true} | has min 0 or max, is 2..3
          spec: {provider: p, min: 0, max: 1, mode: Maybe} | mode 'Maybe'
          spec: {provider: p, min: 0, max: 1, deletionPolicy: Ask} | deletionPolicy 'Ask'
          spec: {provider: p, min: 0, max: 1, timeouts: {join: soon}} | 'soon' is not a duration
          spec: {provider: p, min: 0, max: 1, schedules: [{when: at noon, min: 1}]} | 'at noon' is no time window
          spec: {provider: p, min: 0, max: 1, schedules: [{when: 07:00-19:00 Europe/Nowhere, min: 1}]} | no time zone
          spec: {provider: p, min: 0, max: 1, scaleDown: {hours: [night]}} | 'night' is no time window
          spec: {provider: p, min: 0, max: 1, scaleUp: {headroom: some}} | 'some' is not a whole number
          spec: {provider: p, min: 0, max: 1, scaleUp: {headroom: -1}} | spec.scaleUp.headroom is 0 to 100000
          spec: {provider: p, min: 0, max: 1, scaleUp: {headroom: 101%}} | or 0% to 100%, not 101%
          spec: {provider: p, min: 0, max: 1, scaleUp: {monthlyBudget: much}} | scaleUp.monthlyBudget: 'much'
          """)
  void doesNotGuessWhatAGroupMeans(String spec, String why) {
    assertThatThrownBy(() -> group(spec)).isInstanceOf(Unreadable.class).hasMessageContaining(why);
  }

  @Test
  void readsHowAGroupStands() {
    NodeGroupFact group =
        group(
            """
            spec: {provider: sim, min: 0, max: 5}
            status:
              sizeChange: {from: 4, to: 3, intent: u, victim: sim://1, since: "2026-11-20T10:30:00Z"}
              strangers: [sim://9]
              frozen: TOO_MANY_WITHOUT_RECORD
              joinFailures: {inARow: 4, until: "2026-11-20T11:00:00Z"}
              uselessNodes: {inARow: 1, nodes: [u], lastBought: "2026-11-20T10:30:00Z"}
            """);

    Instant since = Instant.parse("2026-11-20T10:30:00Z");
    assertThat(group.history().standing())
        .isEqualTo(
            new NodeGroupFact.Standing(
                new NodeGroupFact.SizeChange(4, 3, "u", "sim://1", since),
                List.of("sim://9"),
                "TOO_MANY_WITHOUT_RECORD",
                new JoinFailures(4, Instant.parse("2026-11-20T11:00:00Z")),
                new UselessNodes(1, List.of("u"), since, null)));
  }

  private static NodeGroupFact group(String rest) {
    return GroupProjection.fact(ObjectYaml.read(NodeGroup.class, META + rest));
  }

  private static NodeGroup written(NodeGroupFact group) {
    NodeGroup object = ObjectYaml.read(NodeGroup.class, META);
    object.setSpec(GroupWriting.spec(group.spec()));
    return object;
  }
}
