package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.parsed;
import static io.drover.daemon.config.ConfigTexts.problem;
import static io.drover.daemon.config.ConfigTexts.rejected;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Node groups that may be made for pods. */
class NewGroupsConfigTest {
  private static String making(String newGroups) {
    return """
    installation: home
    clusters:
      prod:
        kubeconfig: /k
        newGroups: {%s}
    providers:
      cloud: {kind: simulated, endpoint: "http://127.0.0.1:7700"}
    """
        .formatted(newGroups);
  }

  private static NewGroupsConfig made(String newGroups) {
    return requireNonNull(
        requireNonNull(parsed(making(newGroups)).clusters().get("prod")).newGroups());
  }

  @Test
  void areWhatANodeGroupIsButForItsPlaceAndItsLeast() {
    NewGroupsConfig made =
        made(
            "provider: cloud, maxGroups: 2, max: 5, zones: [z1], labelPrefixes: [team],"
                + " scaleDown: {unneededTime: 3m}");

    assertThat(made.maxGroups()).isEqualTo(2);
    assertThat(made.emptyFor()).isEqualTo(Duration.ofHours(24));
    assertThat(made.labelPrefixes()).containsExactly("team");
    NodeGroupConfig template = made.template();
    assertThat(template.provider()).isEqualTo("cloud");
    assertThat(template.min()).isZero();
    assertThat(template.max()).isEqualTo(5);
    assertThat(template.zones()).containsExactly("z1");
    assertThat(template.scaleDown().unneededTime()).isEqualTo(Duration.ofMinutes(3));
    assertThat(template.scaleUp().maxNodesPerPlan()).isEqualTo(20);
  }

  @Test
  void areNoneUnlessTheyAreWritten() {
    assertThat(requireNonNull(parsed(ConfigTexts.GROUP).clusters().get("prod")).newGroups())
        .isNull();
  }

  @Test
  void needAProviderThatThereIsAndLimits() {
    assertThat(problem(making("provider: clout, maxGroups: 2, max: 5")))
        .startsWith("clusters.prod.newGroups.provider: \"clout\" is not one of providers");
    assertThat(rejected(making("provider: cloud")).problems())
        .extracting(one -> one.path() + " " + one.text())
        .containsExactlyInAnyOrder(
            "clusters.prod.newGroups.maxGroups is missing",
            "clusters.prod.newGroups.max is missing");
    assertThat(problem(making("provider: cloud, maxGroups: 2, max: 5, min: 1")))
        .startsWith("clusters.prod.newGroups.min: unknown key");
  }
}
