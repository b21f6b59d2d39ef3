package io.drover.rules.scheduling;

import static io.drover.rules.facts.ClaimBuilder.aClaim;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.VolumeBuilder.aVolume;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.VolumeBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigratedVolumeTest {
  private static final Map<String, String> KEYS =
      Map.of(
          "zone", "topology.kubernetes.io/zone",
          "region", "topology.kubernetes.io/region",
          "oldzone", "failure-domain.beta.kubernetes.io/zone",
          "oldregion", "failure-domain.beta.kubernetes.io/region",
          "ebs", "topology.ebs.csi.aws.com/zone");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          zone=a,b | '' | ebs=a,b | the zone of the affinity is the driver's
          zone=a & disk=x | zone=b | ebs=a & disk=x | and goes before a label's
          zone=a; disk=x | '' | ebs=a; disk=x | in each term that has it
          '' | zone=a | ebs=a | else it is the label's
          '' | zone=a__b__ a | ebs=a,b | which may name several
          disk=x; disk=y | zone=a | disk=x & ebs=a; disk=y & ebs=a | added to each term
          '' | zone= | '' | a label that names none is none
          '' | '' | '' | without a zone any node will do
          oldzone=a & oldregion=r | '' | ebs=a & region=r | an old zone has its region renewed
          '' | oldzone=a | ebs=a | old labels count as well
          '' | oldzone=a,zone=b | ebs=b | but not beside new ones
          zone=a & oldregion=r | '' | ebs=a & oldregion=r | an old region beside a new zone stays
          oldzone=a & zone=b | '' | oldzone=a & ebs=b | as does an old zone
          disk=x | oldzone=a | disk=x & ebs=a | other labels are left alone
          zone | zone=b | zone & ebs=b | a requirement without values names no zone
          """)
  void goesByTheZonesOfItsDriver(String affinity, String labels, String translated, String why) {
    VolumeBuilder volume = aVolume("v").inTree("awsElasticBlockStore");
    terms(affinity).forEach(volume::reachedBy);
    if (!labels.isEmpty()) {
      for (String label : labels.split(",", -1)) {
        String[] parts = label.split("=", -1);
        volume.zone(key(parts[0]), parts[1]);
      }
    }

    assertThat(MigratedVolume.of(volume.build()))
        .as(why)
        .isEqualTo(
            new MigratedVolume(
                "kubernetes.io/aws-ebs",
                terms(translated).stream()
                    .map(term -> new SelectorTerm(List.of(term), List.of()))
                    .toList()));
  }

  @ParameterizedTest
  @CsvSource({
    "awsElasticBlockStore, kubernetes.io/aws-ebs, topology.ebs.csi.aws.com/zone",
    "gcePersistentDisk, kubernetes.io/gce-pd, topology.gke.io/zone",
    "cinder, kubernetes.io/cinder, topology.cinder.csi.openstack.org/zone",
  })
  void isReachedOnlyWhereTheDriverHasPutItsLabelOnceTheNodeAnnouncesIt(
      String field, String plugin, String key) {
    var world =
        aWorld()
            .with(
                aNode("labelled").labelled(Templates.ZONE, "a").labelled(key, "a"),
                aNode("elsewhere").labelled(Templates.ZONE, "a").labelled(key, "b"),
                aNode("bare").labelled(Templates.ZONE, "a"),
                aNode("other").labelled(Templates.ZONE, "a"),
                aNode("silent").labelled(Templates.ZONE, "a"))
            .with(aClaim("data").boundTo("v"))
            .with(aVolume("v").inTree(field).reachedBy(in(Templates.ZONE, "a")));
    for (String node : List.of("labelled", "elsewhere", "bare")) {
      world.with(announcing(node, plugin));
    }
    world.with(announcing("other", "kubernetes.io/else"));

    assertThat(new ClusterModel(world.build()).refusals(aPod("p").mounting("data").build()))
        .containsOnlyKeys("elsewhere", "bare");
  }

  @Test
  void staysWhatItIsWhereMigrationDoesNotChangeItsPlace() {
    assertThat(MigratedVolume.of(aVolume("v").inTree("azureDisk").build())).isNull();
    assertThat(MigratedVolume.of(aVolume("v").inTree("nfs").build())).isNull();
    assertThat(MigratedVolume.of(aVolume("v").ofDriver("ebs.csi.aws.com", "v").build())).isNull();
  }

  private static CsiNodeFact announcing(String node, String plugin) {
    return new CsiNodeFact(new NodeName(node), Map.of(), Set.of(plugin));
  }

  private static List<Requirement[]> terms(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("; ", -1))
            .map(
                term ->
                    Arrays.stream(term.split(" & ", -1))
                        .map(MigratedVolumeTest::requirement)
                        .toArray(Requirement[]::new))
            .toList();
  }

  private static Requirement requirement(String text) {
    String[] parts = text.split("=", -1);
    return parts.length == 1
        ? new Requirement(key(text), Requirement.Operator.EXISTS, List.of())
        : in(key(parts[0]), parts[1].split(",", -1));
  }

  private static String key(String name) {
    return KEYS.getOrDefault(name, name);
  }
}
