package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyState;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesDiffCommandTest {
  private static final Map<String, DecisionDiff> PROD =
      Map.of("prod", new DecisionDiff(List.of(), Set.of(), List.of()));

  private static String printed(Map<String, DecisionDiff> compared, Map<String, String> elsewhere) {
    StringWriter out = new StringWriter();
    PolicyReport report = new PolicyReport(PolicyState.NONE, "", compared, List.of());
    RulesDiffCommand.print(report.ownedElsewhere(elsewhere), new PrintWriter(out, true));
    return out.toString();
  }

  @Test
  void saysWhoIsToBeAskedOfClustersThatOtherMembersOwn() {
    assertThat(printed(PROD, Map.of("test", "home/two", "lab", "home/three")))
        .contains("cluster prod:")
        .containsSubsequence(
            "cluster lab: not compared, as home/three owns it: ask there",
            "cluster test: not compared, as home/two owns it: ask there");
    assertThat(printed(Map.of(), Map.of("test", "home/two")))
        .contains("home/two")
        .doesNotContain("nothing to compare on");
  }

  @Test
  void saysThatThereIsNothingToCompareOnWhereNobodyOwnsAnything() {
    assertThat(printed(Map.of(), Map.of())).contains("there is nothing to compare on");
    assertThat(printed(PROD, Map.of())).doesNotContain("not compared", "nothing to compare on");
  }
}
