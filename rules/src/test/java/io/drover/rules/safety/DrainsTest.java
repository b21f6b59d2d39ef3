package io.drover.rules.safety;

import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.RemovalCandidate;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainsTest {
  @ParameterizedTest
  @CsvSource({"-9, 1", "-10, 1", "-11, 0"})
  void keepsANodeForNoExpendablePodUnlessByItsBudget(int priority, int counted) {
    Drains drains = new Drains(List.of(aBudget("web", 0)), Limits.DEFAULT.expendableBelow());
    List<PodBuilder> pods =
        List.of(
            aPod("bare").bare(),
            aPod("local").withLocalStorage(),
            aPod("unsafe").safeToEvict(false),
            aPod("system").inNamespace("kube-system"),
            aPod("guarded").labelled("app", "web"));

    RemovalCandidate candidate =
        drains.candidate(
            new NodeName("a"),
            new GroupName("general"),
            pods.stream().map(pod -> pod.priority(priority).on("a").build()).toList(),
            false);

    assertThat(candidate)
        .isEqualTo(
            new RemovalCandidate(
                new NodeName("a"),
                new GroupName("general"),
                counted,
                counted,
                counted,
                counted,
                1,
                false));
  }
}
