package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VolumeZoneTest {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final WhyNot ELSEWHERE =
      new WhyNot(WhyNot.Cause.VOLUME_ELSEWHERE, "node(s) had no available volume zone");

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          the node's zone                    | zone   | a       | zone   | a | false
          another zone                       | zone   | b       | zone   | a | true
          one of several zones               | zone   | b__a    | zone   | a | false
          none of several zones              | zone   | b__c    | zone   | a | true
          zones with blanks around           | zone   | ' a __b' | zone  | a | false
          an empty zone is no zone           | zone   | b__     | zone   | a | false
          an old label, the node has the new | old    | a       | zone   | a | false
          an old label, another zone         | old    | b       | zone   | a | true
          a new label, the node has the old  | zone   | a       | old    | a | true
          the node only says its region      | zone   | a       | region | r | true
          the node says nothing              | zone   | a       | disk   | a | false
          the volume says nothing            | disk   | b       | zone   | a | false
          """)
  void wantsTheVolumeInTheNodesZone(
      String name, String ofVolume, String value, String ofNode, String zone, boolean refused) {
    var volume = aVolume("v");
    if (!ofVolume.equals("disk")) {
      volume.zone(key(ofVolume), value);
    }
    WhyNot refusal =
        new ClusterModel(
                aWorld()
                    .with(aNode("n").labelled(key(ofNode), zone))
                    .with(aClaim("data").boundTo("v"))
                    .with(volume)
                    .build())
            .refusals(aPod("p").mounting("data").build())
            .get("n");

    assertThat(refusal).as(name).isEqualTo(refused ? ELSEWHERE : null);
  }

  private static String key(String label) {
    return switch (label) {
      case "zone" -> ZONE;
      case "old" -> OLD_ZONE;
      case "region" -> "topology.kubernetes.io/region";
      default -> label;
    };
  }

  @Test
  void refusesEverywhereAVolumeThatIsNotThere() {
    assertThat(ofOneClaim(aNode("n"), false))
        .isEqualTo(new WhyNot(WhyNot.Cause.VOLUME_ELSEWHERE, "persistentvolume \"v\" not found"));
  }

  @Test
  void leavesAVolumeOfAnEphemeralClaimToVolumeBinding() {
    assertThat(ofOneClaim(aNode("n"), true))
        .isEqualTo(
            new WhyNot(
                WhyNot.Cause.VOLUME_NOT_BINDABLE,
                "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)"));
  }

  private static @Nullable WhyNot ofOneClaim(NodeBuilder node, boolean ephemeral) {
    var pod = ephemeral ? aPod("p").mountingEphemeral("data") : aPod("p").mounting("p-data");
    return new ClusterModel(
            aWorld().with(node).with(aClaim("p-data").madeFor("p").boundTo("v")).build())
        .refusals(pod.build())
        .get("n");
  }
}
