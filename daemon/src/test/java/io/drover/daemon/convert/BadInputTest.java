package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes no sense is refused in one sentence: where it is, what it is, what is allowed. */
class BadInputTest {
  private static final String WHERE = "old.yaml, document 1 (NodeGroup kube-system/workers): ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minNodes: two | spec.minNodes: \"two\" | a whole number from 0 to 1000",
        "minNodes: -1 | spec.minNodes: \"-1\" | a whole number from 0 to 1000",
        "minNodes: 9 | spec.minNodes: \"9\" | at most spec.maxNodes (3)",
        "maxNodes: 1.5 | spec.maxNodes: \"1.5\" | a whole number from 1 to 1000",
        "offeringIDs: small | spec.offeringIDs: \"small\" | a list of texts",
        "offeringIDs: [] | spec.offeringIDs: \"[]\" | at least one offering",
        "scaleDownPolicy: 5 | spec.scaleDownPolicy: \"5\" | a mapping",
        "scaleDownPolicy: {enabled: 1} | spec.scaleDownPolicy.enabled: \"1\" | true and false",
        "scaleDownPolicy: {cpuThreshold: 101} | cpuThreshold: \"101\" | from 0 to 100",
        "taints: [{key: a, effect: Never}] | spec.taints.effect: \"Never\" | NoExecute",
        "multiRegion: {enabled: true, distributionStrategy: fair} | \"fair\" | primary-backup",
        "costOptimization: {optimizationInterval: daily} | \"daily\" | a duration such as 30m",
      })
  void namesPlaceValueAndWhatIsAllowed(String line, String place, String allowed) {
    String yaml =
        """
        kind: NodeGroup
        metadata: {name: workers, namespace: kube-system}
        spec: {minNodes: 1, maxNodes: 3}
        """;
    String key = line.substring(0, line.indexOf(':'));
    String body =
        yaml.contains(key + ": ")
            ? yaml.replaceFirst(key + ": [0-9]", line)
            : yaml.replace("maxNodes: 3", "maxNodes: 3, " + line);

    assertThatThrownBy(() -> Examples.of(body))
        .isInstanceOf(Unconvertible.class)
        .hasMessageStartingWith(WHERE)
        .hasMessageContaining(place)
        .hasMessageContaining("is not allowed; ")
        .hasMessageContaining(allowed);
  }

  @Test
  void namesTheDocumentAndTheItem() {
    String list =
        """
        kind: List
        items:
          - {kind: NodeGroup, metadata: {name: a}, spec: {minNodes: 0, maxNodes: 1}}
          - {kind: NodeGroup, metadata: {name: b}, spec: {minNodes: 0}}
        """;

    assertThatThrownBy(() -> Examples.of("kind: Other\n---\n" + list))
        .hasMessage(
            "old.yaml, document 2, item 2 (NodeGroup b): spec.maxNodes: \"\" is not allowed; it is"
                + " missing");
  }

  @Test
  void refusesWhatCannotBeOneGroup() {
    String twice =
        "{kind: NodeGroup, metadata: {name: a, namespace: %s}, spec: {minNodes: 0, maxNodes: 1}}";

    assertThatThrownBy(
            () -> Examples.of(twice.formatted("one") + "\n---\n" + twice.formatted("two")))
        .hasMessageContaining("ours have no namespaces");
  }

  @Test
  void refusesOtherVersionsAndFilesWithNothingInThem() {
    assertThatThrownBy(() -> Examples.of("{apiVersion: autoscaler.vpsie.com/v1, kind: NodeGroup}"))
        .hasMessageContaining("autoscaler.vpsie.com/v1alpha1");
    assertThatThrownBy(() -> Examples.of("{apiVersion: v1, kind: Pod, metadata: {name: a}}"))
        .hasMessageContaining("nothing of the old autoscaler is in there");
    assertThatThrownBy(() -> Examples.of("- a\n- b\n")).hasMessageContaining("is no object");
    assertThatThrownBy(() -> Examples.of("a: b\n")).hasMessageContaining("kind is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "--failed-vpsienode-ttl=-30m, a duration",
    "--failed-vpsienode-ttl soon, a duration",
    "--log-level loud, debug",
    "--metrics-addr 8080, an address",
    "--kubeconfig kube/config, an absolute path"
  })
  void refusesFlagsThatTheOldDaemonRefuses(String flags, String allowed) {
    assertThatThrownBy(
            () -> VpsieConversion.of(Map.of("old.yaml", "kind: None"), flags, Examples.OPTIONS))
        .hasMessageStartingWith("--flags (command line): flags.")
        .hasMessageContaining(allowed);
  }
}
