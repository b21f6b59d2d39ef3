package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static io.drover.rules.facts.NodeStatsBuilder.figures;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeStats;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.PolicyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whether what is allowed also means what it says: compiled constraints hold for the facts for
 * which a plain reading of them holds.
 */
@Timeout(300)
final class SameMeaningTest {
  private static final int CONSTRAINTS = 60;

  private static List<NodeStats> nodes() {
    return IntStream.range(0, 24)
        .mapToObj(
            n ->
                figures("n" + n)
                    .requesting(n % 6, n % 11 / 10.0, n % 7 / 10.0)
                    .old(Duration.ofMinutes(30L * n))
                    .protectedByOwner(n % 2 == 1)
                    .build())
        .toList();
  }

  private static String rule(String name, String constraint) {
    return """
        import io.drover.rules.facts.NodeStats;
        import io.drover.rules.plan.Unneeded;
        import java.time.Duration;
        rule "%s"
        @Reason(NODE_EMPTY)
        when
            NodeStats($n : node, %s)
        then
            insertLogical(new Unneeded($n));
        end
        """
        .formatted(name, constraint);
  }

  private static Set<String> read(String source) {
    RuleText text = RuleTextParser.parse(source, EngineLimits.DEFAULT);
    Vocabulary words = new Vocabulary(Decision.SCALE_DOWN);
    text.imports().forEach(each -> words.take(each.name()));
    Condition.Pattern pattern = (Condition.Pattern) text.conditions().parts().getFirst();
    Expression constraint = pattern.constraints().getLast().expression();
    TreeSet<String> holds = new TreeSet<>();
    for (NodeStats node : nodes()) {
      if (Boolean.TRUE.equals(new Values(words, node, Map.of()).of(constraint))) {
        holds.add(node.node().value());
      }
    }
    return holds;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatIsCompiledIsWhatIsRead(long seed) {
    RandomConstraints constraints = new RandomConstraints(seed);
    PolicyFiles folder = aFolder();
    Map<String, String> sources = new TreeMap<>();
    for (int i = 0; i < CONSTRAINTS; i++) {
      String name = "Constraint number " + i;
      String source = rule(name, constraints.next());
      sources.put(name, source);
      folder.with("scale-down/r" + i + ".drl", source);
    }

    PolicyAnswer<NodeConclusion> answer =
        folder.policies().unneeded(nodes(), List.of(), AroundNothing.HERE);

    Map<String, TreeSet<String>> compiled = new TreeMap<>();
    ((PolicyAnswer.Answered<NodeConclusion>) answer)
        .conclusions()
        .forEach(
            each ->
                compiled
                    .computeIfAbsent(each.rule(), any -> new TreeSet<>())
                    .add(each.conclusion().node().value()));
    assertThat(compiled).hasSizeBetween(CONSTRAINTS / 3, CONSTRAINTS);
    sources.forEach(
        (name, source) ->
            assertThat(compiled.getOrDefault(name, new TreeSet<>()))
                .as("seed %s: %s", seed, source)
                .isEqualTo(read(source)));
  }
}
