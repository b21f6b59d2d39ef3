package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.safety.GroupObjection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule may have something against a node group that would be made for pods. */
final class GroupObjectionTest {
  private static final String RULE =
      """
      import io.drover.rules.facts.ProposedGroup;
      import io.drover.rules.safety.GroupObjection;

      rule "Nobody makes a group of team red"
      @Reason(NO_GROUP_MADE)
      when
          ProposedGroup($group : group, labels contains "team=red")
      then
          insertLogical(new GroupObjection($group));
      end
      """;

  private static ProposedGroup proposed(String name, String... labels) {
    return new ProposedGroup(
        new GroupName(name), new ProviderName("sim"), List.of(labels), 5, 1, 0, 3);
  }

  @Test
  void isToldOfTheGroupItIsAbout() {
    CompiledPolicies policies = aFolder().with("safety/red.drl", RULE).policies();

    PolicyAnswer<GroupObjection> answer =
        policies.groupObjections(
            List.of(proposed("red", "a=b", "team=red"), proposed("blue", "team=blue")));

    assertThat(((PolicyAnswer.Answered<GroupObjection>) answer).conclusions())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.conclusion().group()).isEqualTo(new GroupName("red"));
              assertThat(one.rule()).isEqualTo("Nobody makes a group of team red");
            });
  }

  @Test
  void theShippedRulesHaveNothingAgainstIt() {
    PolicyAnswer<GroupObjection> answer =
        Shipped.POLICIES.groupObjections(List.of(proposed("red", "team=red")));

    assertThat(((PolicyAnswer.Answered<GroupObjection>) answer).conclusions()).isEmpty();
  }
}
