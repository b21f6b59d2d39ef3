package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static io.drover.rules.facts.NodeStatsBuilder.figures;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an operator may be expected to write: it is taken, and means what it says. */
final class OrdinaryRulesTest {
  private static NodeStats node(String name, String group, int pods, double cpu) {
    return figures(name).in(group).requesting(pods, cpu, 0.1).old(Duration.ofHours(3)).build();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "NodeStats($n : node, pods == 0 || cpuRequested < 0.2) ; n1 n3",
        "NodeStats($n : node, pods > 0, cpuRequested > threshold) ; n2",
        "NodeStats($n : node, group.value == 'gpu') ; n3",
        "NodeStats($n : node, group.value != 'gpu', pods != 5) ; n1",
        "NodeStats($n : node, node.value in ('n1', 'n2')) ; n1 n2",
        "NodeStats($n : node, age.toHours >= 3, pods == 5) ; n2",
        "NodeStats($n : node, age.toMinutes > 180) ; ''",
        "NodeStats($n : node, requested > 0.8) ; n2",
        "NodeStats($n : node) UtilizationFact(node == $n, cpu < 0.3) ; n1",
        "NodeStats($n : node) not UtilizationFact(node == $n) ; n3",
        "NodeStats($n : node) exists UtilizationFact(node == $n, memory > 0.5) ; n2",
        "NodeStats($n : node, $g : group) NodeStats(group == $g, node != $n, pods == 5) ; n1",
        "(NodeStats($n : node, pods == 0) or NodeStats($n : node, pods == 5)) ; n1 n2",
        "NodeStats($n : node, $p : pods) not NodeStats(pods > $p) ; n2",
        "NodeStats($n : node, node.value str[startsWith] 'n1') ; n1",
        "NodeStats($n : node, !(pods > 0)) ; n1",
        "NodeStats($n : node, pods * 2 >= 10) ; n2",
        "NodeStats($n : node, (pods > 0 && pods < 3)) ; n3"
      })
  void meanWhatTheySay(String conditions, String expected) {
    String source =
        """
        import io.drover.rules.facts.NodeStats;
        import io.drover.rules.facts.UtilizationFact;
        import io.drover.rules.plan.Unneeded;

        rule "A node is unneeded"
        @Reason(NODE_UNDERUTILIZED)
        when
            %s
        then
            insertLogical(new Unneeded($n));
        end
        """
            .formatted(conditions.replace('\'', '"'));
    CompiledPolicies policies = aFolder().with("scale-down/one.drl", source).policies();

    PolicyAnswer<NodeConclusion> answer =
        policies.unneeded(
            List.of(
                node("n1", "general", 0, 0.1),
                node("n2", "general", 5, 0.9),
                node("n3", "gpu", 2, 0.1)),
            List.of(
                new UtilizationFact(new NodeName("n1"), 0.1, 0.1, Instant.EPOCH),
                new UtilizationFact(new NodeName("n2"), 0.9, 0.9, Instant.EPOCH)),
            AroundNothing.HERE);

    assertThat(((PolicyAnswer.Answered<NodeConclusion>) answer).conclusions())
        .extracting(each -> each.conclusion().node().value())
        .containsExactly(expected.isEmpty() ? new String[0] : expected.split(" "));
  }
}
