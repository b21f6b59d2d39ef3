package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.daemon.manifests.Manifests;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordingProxy;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The printed rights are enough for all that the adapter does, and not more than that. */
@ExtendWith(ControlPlaneExtension.class)
class RightsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final ControlPlane plane;

  RightsIT(ControlPlane plane) {
    this.plane = plane;
  }

  @Test
  void areEnoughForEverythingAndAllOfThemAreUsed() {
    List<HasMetadata> applied = plane.apply(Manifests.print());
    String token = plane.kubectl("create", "token", "drover", "-n", "kube-system").strip();
    Await.until(
        DEADLINE,
        "the definitions",
        () -> plane.kubectl("get", "nodegroups,managednodes").isEmpty());

    try (RecordingProxy proxy = RecordingProxy.before(plane);
        ConnectedCluster cluster = ConnectedCluster.to(proxy.kubeconfig(token))) {
      doEverything(cluster);

      Set<String> used = new TreeSet<>();
      proxy.requests().forEach(request -> used.addAll(AskedRight.of(request)));
      assertThat(granted(applied)).isEqualTo(used);
    }
  }

  private void doEverything(ConnectedCluster cluster) {
    assertThat(cluster.result(cluster.adapter()::uid)).isNotEmpty();
    assertThat(cluster.result(cluster.adapter()::schema)).isEmpty();
    cluster.open();
    Await.until(DEADLINE, "all watches", () -> cluster.notebook().broken.isEmpty());
    var unused = Samples.claim(cluster, "one/a");
    unused = Samples.claim(cluster, "one/a");
    ManagedNodeFact record = record(cluster);
    Node node = plane.client().resource(io.drover.ground.Manifests.node("one")).create();
    ManagedNodeFact joined = onNodes(cluster, record, node);
    assertThat(cluster.result(() -> cluster.adapter().look("rights-1")).node()).isNotNull();
    assertThatThrownBy(() -> cluster.result(cluster.adapter()::usage))
        .hasMessageContaining("is not served");
    evict(cluster);
    done(cluster, new ClusterCommand.DeleteNode(Samples.name(node), Samples.uid(node)));
    ManagedNodeFact.Identity last = joined.identity();
    done(cluster, new ClusterCommand.DeleteRecord(last.name(), last.uid(), last.resourceVersion()));
  }

  private static ManagedNodeFact record(ConnectedCluster cluster) {
    NodeGroupFact group = Samples.applied(cluster, "rights");
    makeAndDrop(cluster, group);
    var unused =
        Samples.wrote(
            NodeGroupFact.class,
            cluster.perform(Samples.ledger(group, NodeGroupFact.History.NONE)));
    return Samples.wrote(
        ManagedNodeFact.class,
        cluster.perform(new ClusterCommand.CreateRecord("rights-1", Samples.purchase("rights"))));
  }

  private static void makeAndDrop(ConnectedCluster cluster, NodeGroupFact like) {
    NodeGroupFact made =
        Samples.wrote(
            NodeGroupFact.class,
            cluster.perform(new ClusterCommand.MakeGroup(new GroupName("for-pods"), like.spec())));
    assertThat(made.madeAt()).isNotNull();
    assertThat(cluster.perform(new ClusterCommand.MakeGroup(made.name(), made.spec())))
        .isInstanceOf(ClusterOutcome.Conflict.class);
    assertThat(cluster.perform(new ClusterCommand.DropGroup(made.name(), made.uid(), "1")))
        .isInstanceOf(ClusterOutcome.Conflict.class);
    done(cluster, new ClusterCommand.DropGroup(made.name(), made.uid(), made.resourceVersion()));
  }

  private static ManagedNodeFact onNodes(
      ConnectedCluster cluster, ManagedNodeFact record, Node node) {
    var name = Samples.name(node);
    String uid = Samples.uid(node);
    done(cluster, new ClusterCommand.Cordon(name, uid));
    done(cluster, new ClusterCommand.Uncordon(name, uid));
    done(cluster, new ClusterCommand.MarkCandidate(name, uid, NOW));
    done(
        cluster,
        new ClusterCommand.DressNode(name, uid, Map.of(NodeFact.GROUP_LABEL, "rights"), List.of()));
    ClusterCommand tell =
        new ClusterCommand.TellEvent(
            new ClusterCommand.Subject(ClusterCommand.Subject.Kind.NODE, "", name.value(), uid),
            ClusterCommand.Severity.NORMAL,
            "Told",
            "twice");
    done(cluster, tell);
    done(cluster, tell);
    return Samples.wrote(
        ManagedNodeFact.class,
        cluster.perform(
            new ClusterCommand.WriteRecord(
                record.with(record.progress().asNode(name), new Token(1, 1)))));
  }

  private void evict(ConnectedCluster cluster) {
    Pod pod =
        plane
            .client()
            .resource(io.drover.ground.Manifests.pod("evicted", "100m", Map.of()))
            .create();
    done(
        cluster,
        new ClusterCommand.EvictPod(new PodKey("default", "evicted"), pod.getMetadata().getUid()));
    Pod other =
        plane.client().resource(io.drover.ground.Manifests.pod("ended", "100m", Map.of())).create();
    done(
        cluster,
        new ClusterCommand.DeletePod(
            new PodKey("default", "ended"), other.getMetadata().getUid(), Duration.ofSeconds(1)));
  }

  private static void done(ConnectedCluster cluster, ClusterCommand command) {
    assertThat(cluster.perform(command)).isInstanceOf(ClusterOutcome.Done.class);
  }

  private static Set<String> granted(List<HasMetadata> applied) {
    Set<String> granted = new TreeSet<>();
    applied.stream().flatMap(RightsIT::rules).forEach(rule -> granted.addAll(rights(rule)));
    return granted;
  }

  private static Stream<PolicyRule> rules(HasMetadata object) {
    return switch (object) {
      case ClusterRole role -> role.getRules().stream();
      case Role role -> role.getRules().stream();
      default -> Stream.of();
    };
  }

  /** As {@code verb group/resource[ name]}; a rule without names is a right to any. */
  private static Set<String> rights(PolicyRule rule) {
    Set<String> rights = new TreeSet<>();
    List<String> names = rule.getResourceNames().isEmpty() ? List.of("") : rule.getResourceNames();
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        for (String verb : rule.getVerbs()) {
          names.forEach(name -> rights.add(AskedRight.text(verb, group, resource, name)));
        }
      }
    }
    return rights;
  }
}
