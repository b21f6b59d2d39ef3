package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which servers go on, and what is done to their Nodes. */
class TakeOverTest {
  private static final String GROUP =
      """
      kind: NodeGroup
      metadata: {name: workers}
      spec: {minNodes: 0, maxNodes: 9, datacenterID: fra, labels: {tier: web}}
      """;

  private static String server(String name, String spec, String status) {
    return "---\n{kind: VPSieNode, metadata: {name: %s}, spec: {nodeGroupName: workers, %s}, status: {%s}}\n"
        .formatted(name, spec, status);
  }

  private static String configuration(Converted converted) {
    return converted.files().getOrDefault("drover-vpsie.yaml", "");
  }

  private static List<String> commands(Converted converted) {
    return converted.steps().stream().flatMap(step -> step.commands().stream()).toList();
  }

  @Test
  void goesByTheHostnameAndLabelsTheNode() {
    Converted converted =
        Examples.of(
            GROUP
                + server(
                    "a",
                    "instanceType: small, vpsieNodeIdentifier: uuid-1",
                    "phase: Ready, nodeName: node-1, hostname: host-1"));

    assertThat(configuration(converted))
        .contains("host-1:\n          cluster: prod\n          group: workers");
    assertThat(commands(converted))
        .contains(
            "kubectl label node node-1 --overwrite drover.dev/node-group=workers"
                + " autoscaler.vpsie.com/nodegroup=workers tier=web",
            "kubectl label node node-1 drover.dev/capacity-type=on-demand"
                + " node.kubernetes.io/instance-type=small topology.kubernetes.io/zone=fra");
  }

  @Test
  void stopsTheOldControllerBeforeItLabelsAndLabelsBeforeThereIsAGroup() {
    List<String> commands = commands(Examples.document());

    assertThat(commands)
        .containsSubsequence(
            "kubectl -n kube-system scale deployment vpsie-autoscaler --replicas=0",
            "kubectl label node node-1 --overwrite drover.dev/node-group=my-nodegroup"
                + " autoscaler.vpsie.com/nodegroup=my-nodegroup",
            "kubectl apply -f nodegroups-taking-over.yaml",
            "systemctl start drover",
            "kubectl apply -f nodegroups.yaml");
    assertThat(commands).noneMatch(line -> line.contains("kubectl delete vpsienodes"));
  }

  @Test
  void takesNoMoreAtOnceThanFreezeTheAccount() {
    StringBuilder all = new StringBuilder(GROUP);
    for (int i = 1; i <= 5; i++) {
      all.append(server("s" + i, "vpsieInstanceID: " + i, "phase: Ready, nodeName: node-" + i));
    }

    String configuration = configuration(Examples.of(all.toString()));

    assertThat(configuration).contains("        node-1:\n", "        node-2:\n");
    assertThat(configuration)
        .contains("#   node-3: {cluster: prod, group: workers}\n", "#   node-5: ")
        .doesNotContain("        node-3:");
  }

  /** A server that no Node names would be deleted as a stray. */
  @Test
  void letsNothingBeTakenUpBeforeSomebodyHasComparedMachinesAndNodes() {
    Converted converted = Examples.document();

    assertThat(converted.files().getOrDefault("nodegroups-taking-over.yaml", ""))
        .contains("strayGrace: 0s");
    assertThat(commands(converted))
        .containsSubsequence(
            "drover journal --since 10m | grep orphans   # the machines: vpsie://…",
            NodeCommands.machines() + "   # the same ones?",
            grace("1m"),
            "kubectl get managednodes.drover.dev -w   # until all 2 are Ready",
            grace("0s"),
            "#   node-3: {cluster: prod, group: my-nodegroup}",
            NodeCommands.machines() + "   # the same ones?",
            grace("1m"));
  }

  private static String grace(String grace) {
    return "kubectl patch nodegroups.drover.dev my-nodegroup --type=merge -p"
        + " '{\"spec\":{\"timeouts\":{\"strayGrace\":\"%s\"}}}'".formatted(grace);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "phase: Pending | it is Pending; wait",
        "phase: Provisioned | it is Provisioned; wait",
        "phase: Joining, nodeName: n | it is Joining; wait",
        "phase: Terminating, nodeName: n | on its way out",
        "phase: Deleting, nodeName: n | on its way out",
        "phase: Failed, nodeName: n | it failed",
        "phase: Ready | neither hostname nor node name",
        "phase: Ready, hostname: h | no Node that could be labelled",
      })
  void leavesBehindWhatDoesNotServe(String status, String why) {
    Converted converted = Examples.of(GROUP + server("a", "vpsieInstanceID: 1", status));

    assertThat(configuration(converted)).doesNotContain("takenOver");
    assertThat(converted.open())
        .anySatisfy(
            line -> assertThat(line).startsWith("VPSieNode a is not taken over").contains(why));
  }

  @Test
  void leavesBehindWhatIsOfAGroupThatIsNotThere() {
    Converted converted =
        Examples.of(
            GROUP
                + server("a", "vpsieInstanceID: 1", "phase: Ready, nodeName: n")
                    .replace("workers", "others"));

    assertThat(converted.open())
        .anySatisfy(line -> assertThat(line).contains("its NodeGroup 'others' is not among"));
  }

  @Test
  void knowsNodesThatOnlyTheGroupTells() {
    Converted converted = Examples.of(GROUP + "status: {nodes: [{nodeName: node-7, vpsID: 7}]}\n");

    assertThat(configuration(converted)).contains("        node-7:\n");
  }

  @Test
  void protectsNodesThatTheOldOneNeverRemoved() {
    String kept =
        """
        ---
        kind: VPSieNode
        metadata: {name: a, annotations: {autoscaler.vpsie.com/creation-reason: manual}}
        spec: {nodeGroupName: workers}
        status: {phase: Ready, nodeName: node-1}
        """;

    assertThat(commands(Examples.of(GROUP + kept)))
        .contains("kubectl annotate node node-1 --overwrite drover.dev/do-not-disrupt=true");
  }

  @Test
  void quotesWhatAShellWouldRead() {
    assertThat(ShellWord.of("node-1")).isEqualTo("node-1");
    assertThat(ShellWord.of("a; rm 'b'")).isEqualTo("'a; rm '\\''b'\\'''");
  }
}
