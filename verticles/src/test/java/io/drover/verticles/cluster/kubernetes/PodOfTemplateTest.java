package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Requirement.Operator;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodOfTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          containers: [{name: a, resources: {limits: {cpu: 1}}}] | 1000 | the limit, where nothing is asked for
          containers: [{name: a, resources: {requests: {cpu: 200m}, limits: {cpu: 1}}}] | 200 | what is asked for
          containers: [{name: a, resources: {requests: {cpu: 0}, limits: {cpu: 1}}}] | 0 | nothing, where nothing is asked for by name
          initContainers: [{name: a, resources: {limits: {cpu: 1}}}] | 1000 | the limit of an init container
          resources: {limits: {cpu: 2}} | 2000 | the pod's limit
          'resources: {limits: {cpu: 2}, requests: {cpu: 1}}' | 1000 | what the pod asks for
          'resources: {limits: {cpu: 2}}, containers: [{name: a, resources: {requests: {cpu: 300m}}}]' | 300 | what the containers ask for
          'resources: {limits: {cpu: 2}}, containers: [{name: a, resources: {limits: {cpu: 300m}}}]' | 300 | the limits of the containers
          """)
  void requestsWhatIsOnlyLimitedAsTheApiServerWouldHaveIt(String spec, long cpu, String why) {
    assertThat(needs("{" + spec + "}").requests().get("cpu")).as(why).isEqualTo(cpu);
  }

  @Test
  void requestsThePodsHugePagesWhateverItsContainersDo() {
    PodNeeds needs =
        needs(
            "{resources: {limits: {hugepages-2Mi: 8Mi}},"
                + " containers: [{name: a, resources: {limits: {hugepages-2Mi: 2Mi}}}]}");

    assertThat(needs.requests().get("hugepages-2Mi")).isEqualTo(8L << 20);
  }

  @ParameterizedTest
  @CsvSource({"true, 80 90", "false, 90"})
  void takesEveryPortOfTheHostsNetwork(boolean hostNetwork, String ports) {
    PodNeeds needs =
        needs(
            "{hostNetwork: %s, containers: [{name: a, ports: [{containerPort: 80},"
                    .formatted(hostNetwork)
                + " {containerPort: 81, hostPort: 90}]}]}");

    assertThat(needs.hostPorts())
        .containsExactlyElementsOf(
            List.of(ports.split(" ", -1)).stream()
                .map(port -> new HostPort("", "TCP", Integer.parseInt(port)))
                .toList());
  }

  @Test
  void resolvesTheKeysOfAffinityAgainstTheTemplatesLabels() {
    DaemonSet daemonSet =
        daemonSet(
            """
            {affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
                  {topologyKey: z, labelSelector: {}, matchLabelKeys: [hash, none]}]},
                podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [
                  {topologyKey: z, labelSelector: {matchLabels: {app: a}}, mismatchLabelKeys: [hash]},
                  {topologyKey: z, mismatchLabelKeys: [hash]}]}}}
            """);

    PodNeeds needs = DaemonSetProjection.fact(daemonSet).needs();

    assertThat(needs.company().affinity().getFirst().namespaces()).containsExactly("shop");
    assertThat(needs.company().affinity().getFirst().selector().requirements())
        .containsExactly(new Requirement("hash", Operator.IN, List.of("1")));
    assertThat(needs.company().antiAffinity().get(0).selector().requirements())
        .containsExactly(
            new Requirement("app", Operator.IN, List.of("a")),
            new Requirement("hash", Operator.NOT_IN, List.of("1")));
    assertThat(needs.company().antiAffinity().get(1).selector())
        .isEqualTo(Selectors.ofLabels(null));
    assertThat(DaemonSetProjection.fact(daemonSet).needs())
        .as("the template itself is not written to")
        .isEqualTo(needs);
  }

  @Test
  void doesNotKnowTheClaimsOfPodsThatHaveNoNameYet() {
    PodNeeds needs = needs("{volumes: [{name: v, ephemeral: {}}, {name: w, iscsi: {iqn: i}}]}");

    assertThat(needs.notSimulated()).contains("volumes.ephemeral");
    assertThat(needs.volumes())
        .isEqualTo(
            new PodVolumes(Set.of(), List.of(new PodVolumes.Disk("iscsi", "i", false, true))));
  }

  @Test
  void keepsTheOnlyNodeThatATemplateNames() {
    assertThat(needs("{nodeName: one}").nodes().nodeName()).isEqualTo("one");
    assertThat(needs("{}").nodes().nodeName()).isNull();
  }

  private static PodNeeds needs(String spec) {
    return DaemonSetProjection.fact(daemonSet(spec)).needs();
  }

  private static DaemonSet daemonSet(String spec) {
    return ObjectYaml.read(
        DaemonSet.class,
        """
        metadata: {name: agent, namespace: shop}
        spec:
          template:
            metadata: {labels: {hash: "1"}}
            spec: %s
        """
            .formatted(spec));
  }
}
