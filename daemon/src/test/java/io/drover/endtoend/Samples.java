package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.ConfiguredGroup;
import io.drover.verticles.locks.LeaseRecord;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Purchases, groups and claims for tests of the adapter. */
final class Samples {
  private Samples() {}

  static NodeName name(HasMetadata node) {
    return new NodeName(node.getMetadata().getName());
  }

  static String uid(HasMetadata object) {
    return object.getMetadata().getUid();
  }

  static <F> F wrote(Class<F> type, ClusterOutcome outcome) {
    assertThat(outcome).isInstanceOf(ClusterOutcome.Wrote.class);
    return type.cast(((ClusterOutcome.Wrote) outcome).fact());
  }

  /** Takes the Lease, whoever has it. */
  static LeaseRecord claim(ConnectedCluster cluster, String holder) {
    LeaseRecord next =
        cluster
            .result(cluster.adapter()::readLease)
            .map(found -> taking(found, holder))
            .orElseGet(
                () -> new LeaseRecord("", holder, new Token(1, 1), now(), Duration.ofSeconds(15)));
    return cluster.result(() -> cluster.adapter().writeLease(next));
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  static LeaseRecord taking(LeaseRecord found, String holder) {
    Token token = new Token(found.token().epoch(), found.token().fence() + 1);
    return new LeaseRecord(found.version(), holder, token, now(), Duration.ofSeconds(15));
  }

  /** The configured group, applied. */
  static NodeGroupFact applied(ConnectedCluster cluster, String name) {
    GroupName group = new GroupName(name);
    Map<GroupName, ClusterOutcome> outcomes =
        cluster.result(
            () -> cluster.adapter().applyGroups(List.of(new ConfiguredGroup(group, spec(5)))));
    return wrote(NodeGroupFact.class, Objects.requireNonNull(outcomes.get(group)));
  }

  static ClusterCommand ledger(NodeGroupFact group, NodeGroupFact.History history) {
    return new ClusterCommand.WriteGroup(
        group.name(),
        group.uid(),
        group.resourceVersion(),
        new ClusterCommand.GroupStatus(
            2,
            1,
            List.of("a", "b"),
            history,
            List.of(new ClusterCommand.Condition("ProviderWorking", true, "OK", "fine"))));
  }

  static ManagedNodeFact.Purchase purchase(String group) {
    return new ManagedNodeFact.Purchase(
        new GroupName(group),
        new OfferingId("medium", "zone-a", "spot"),
        Price.perHour("0.0416"),
        "plan-1",
        "PODS_UNSCHEDULABLE");
  }

  static GroupSpec spec(int max) {
    return new GroupSpec(
        new ProviderName("simulated"),
        new GroupSpec.Size(0, max),
        10,
        GroupSpec.Mode.ACT,
        new GroupSpec.Choice(List.of("medium"), List.of(), List.of(), List.of("spot")),
        new GroupSpec.Template(
            Map.of("tier", "cheap"),
            List.of(new Taint("interruptible", "true", Taint.Effect.NO_SCHEDULE)),
            List.of(new Taint("starting", "", Taint.Effect.NO_EXECUTE)),
            Resources.of(3_500, 8L << 30, 0)),
        new GroupSpec.Limits(Resources.of(100_000, 0, 0), Price.perHour("3.5")),
        new GroupSpec.Behaviour(
            new GroupSpec.Timeouts(
                Duration.ofMinutes(10),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                Duration.ofMinutes(3),
                Duration.ofHours(2)),
            new GroupSpec.ScaleUp(20, Duration.ofSeconds(90)),
            new GroupSpec.ScaleDown(true, 0.65, Duration.ofMinutes(2), Duration.ofMinutes(10)),
            new GroupSpec.Notices(false, true, 0.4, 5),
            List.of(
                new GroupSpec.DisruptionBudget(new GroupSpec.DisruptionLimit(25, true)),
                new GroupSpec.DisruptionBudget(new GroupSpec.DisruptionLimit(3, false)))),
        Map.of("region", "r1"));
  }
}
