package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Dealings;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.ConfiguredGroup;
import io.drover.verticles.cluster.kubernetes.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Drover's own objects at a real API server: the life of a record, the ledger, the configuration.
 */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterObjectsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

  private final ControlPlane plane;
  private final ConnectedCluster cluster;

  ClusterObjectsIT(ControlPlane plane) {
    this.plane = plane;
    this.cluster = ConnectedCluster.to(plane.kubeconfig());
  }

  @BeforeAll
  void install() {
    var unused = plane.apply(Schemas.yaml());
    cluster.open();
  }

  @AfterAll
  void close() {
    cluster.close();
  }

  @Test
  void keepsARecordFromTheIntentToItsEnd() {
    ClusterCommand.CreateRecord create =
        new ClusterCommand.CreateRecord("life-1", Samples.purchase("life"));

    ManagedNodeFact made = Samples.wrote(ManagedNodeFact.class, perform(create));
    assertThat(made.phase()).isEqualTo(Phase.INTENDED);
    assertThat(made.progress().since()).isEqualTo(made.identity().createdAt());
    assertThat(Samples.wrote(ManagedNodeFact.class, perform(create))).isEqualTo(made);
    assertThat(perform(new ClusterCommand.CreateRecord("life-1", Samples.purchase("another"))))
        .isInstanceOf(ClusterOutcome.Conflict.class);

    ManagedNodeFact next =
        made.with(
            made.progress()
                .onMachine("sim://1")
                .dealing(new Dealings(Sized.RAISED, List.of("sim://2")))
                .to(Phase.PROVISIONED, NOW),
            new Token(7, 8));
    ManagedNodeFact written =
        Samples.wrote(ManagedNodeFact.class, perform(new ClusterCommand.WriteRecord(next)));
    assertThat(written.progress()).isEqualTo(next.progress());
    assertThat(written.purchase()).isEqualTo(next.purchase());
    assertThat(written.writtenUnder()).isEqualTo(next.writtenUnder());
    assertThat(perform(new ClusterCommand.WriteRecord(next)))
        .isInstanceOf(ClusterOutcome.Conflict.class);
    Await.until(
        DEADLINE,
        "the watch to tell the same",
        () ->
            cluster
                .notebook()
                .find(ManagedNodeFact.class, FactKey.Kind.MANAGED_NODE, "life-1")
                .filter(written::equals)
                .isPresent());

    assertThat(perform(delete(made))).isInstanceOf(ClusterOutcome.Conflict.class);
    assertThat(perform(delete(written))).isInstanceOf(ClusterOutcome.Done.class);
    assertThat(perform(delete(written))).isInstanceOf(ClusterOutcome.Absent.class);
    Await.until(
        DEADLINE,
        "the record to go",
        () ->
            cluster
                .notebook()
                .find(ManagedNodeFact.class, FactKey.Kind.MANAGED_NODE, "life-1")
                .isEmpty());
  }

  @Test
  void keepsTheLedgerByCompareAndSet() {
    NodeGroupFact group = applied("ledger");
    NodeGroupFact.History history =
        new NodeGroupFact.History(
            3,
            NOW,
            null,
            Map.of("m/z/spot", new NodeGroupFact.Backoff(NOW, 2, "NO_CAPACITY")),
            new NodeGroupFact.Standing(
                new NodeGroupFact.SizeChange(2, 3, "u", null, NOW), List.of("sim://9"), "WHY"),
            new Spending(Money.dollars("1.25"), NOW));

    NodeGroupFact written =
        Samples.wrote(NodeGroupFact.class, perform(Samples.ledger(group, history)));

    assertThat(written.history()).isEqualTo(history);
    assertThat(perform(Samples.ledger(group, history))).isInstanceOf(ClusterOutcome.Conflict.class);
    String since = transition("ledger");
    NodeGroupFact again =
        Samples.wrote(
            NodeGroupFact.class, perform(Samples.ledger(written, NodeGroupFact.History.NONE)));
    assertThat(again.history()).isEqualTo(NodeGroupFact.History.NONE);
    assertThat(transition("ledger")).isEqualTo(since).isNotEmpty();
    assertThat(plane.kubectl("get", "ng", "ledger", "-o", "jsonpath={.status.observedGeneration}"))
        .isEqualTo("1");
  }

  @Test
  void appliesConfiguredGroupsWithoutForce() {
    NodeGroupFact first = applied("configured");
    assertThat(first.spec()).isEqualTo(Samples.spec(5));
    plane.kubectl(
        "patch",
        "ng",
        "configured",
        "--type=merge",
        "-p",
        "{\"spec\":{\"max\":9}}",
        "--field-manager=somebody");

    Map<GroupName, ClusterOutcome> outcomes =
        cluster.result(
            () ->
                cluster
                    .adapter()
                    .applyGroups(
                        List.of(
                            new ConfiguredGroup(new GroupName("configured"), Samples.spec(6)),
                            new ConfiguredGroup(new GroupName("beside"), Samples.spec(1)))));

    assertThat(outcomes.get(new GroupName("configured")))
        .asInstanceOf(InstanceOfAssertFactories.type(ClusterOutcome.Conflict.class))
        .extracting(ClusterOutcome.Conflict::detail)
        .asString()
        .contains("somebody");
    assertThat(outcomes.get(new GroupName("beside"))).isInstanceOf(ClusterOutcome.Wrote.class);
  }

  private ClusterOutcome perform(ClusterCommand command) {
    return cluster.perform(command);
  }

  private NodeGroupFact applied(String name) {
    return Samples.applied(cluster, name);
  }

  private String transition(String group) {
    return plane.kubectl(
        "get", "ng", group, "-o", "jsonpath={.status.conditions[0].lastTransitionTime}");
  }

  private static ClusterCommand.DeleteRecord delete(ManagedNodeFact record) {
    return new ClusterCommand.DeleteRecord(
        record.identity().name(), record.identity().uid(), record.identity().resourceVersion());
  }
}
