package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.SizeChange;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.vpsie.FakeVpsie.Sent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeGroupsTest {
  private static final Map<String, String> IN_CLUSTER = NodeGroupsBench.SETTINGS;

  private final NodeGroupsBench bench = new NodeGroupsBench(VpsieShape.DOCUMENT);

  @BeforeEach
  void settle() {
    bench.settle();
  }

  private List<Instance> members() {
    ProviderAnswer answer = bench.ask(new ProviderCommand.Instances(bench.scope(), ""));
    assertThat(answer).isInstanceOf(ProviderAnswer.Listed.class);
    return ((ProviderAnswer.Listed) answer).instances();
  }

  private ProviderAnswer size() {
    return bench.ask(new ProviderCommand.TargetSize("general", IN_CLUSTER));
  }

  private static ProviderFailure failure(ProviderAnswer answer) {
    return ((ProviderAnswer.Failed) answer).failure();
  }

  @Test
  void addsNoSecondNodeWhileTheCountMayNotShowTheFirstYetNotEvenAfterARestart() {
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.below.far.lag = Duration.ofMinutes(1);
    bench.next(Mishap.LOST_ANSWER);
    ProviderAnswer lost = bench.ask(bench.create("a"));
    ProviderAnswer early = bench.ask(bench.create("a"));
    bench.start();
    ProviderAnswer restarted = bench.ask(bench.create("a"));
    bench.settle();
    ProviderAnswer settled = bench.ask(bench.create("a"));

    assertThat(List.of(lost, early, restarted))
        .allSatisfy(
            answer ->
                assertThat(failure(answer))
                    .isInstanceOfSatisfying(
                        ProviderFailure.Unreachable.class,
                        u -> assertThat(u.mayHaveHappened()).isTrue()));
    assertThat(settled).isEqualTo(new ProviderAnswer.Accepted());
    assertThat(bench.alive()).isEqualTo(1);
  }

  @Test
  void countsWhatItAddedBeforeVpsieShowsIt() {
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.below.far.lag = Duration.ofMinutes(1);
    bench.ask(bench.create("a"));
    bench.ask(bench.create("b"));

    assertThat(size()).isEqualTo(new ProviderAnswer.Sized(2));
    assertThat(bench.alive()).isEqualTo(2);
  }

  @Test
  void takesOnlyWorkersOfTheGroupsPlanForItsMembers() {
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    FakeKubernetes.Group other = bench.kubernetes.group("other", 9);
    bench.ask(bench.create("a"));
    String foreign = bench.below.far.make("k8s-node-x", List.of()).identifier();
    bench.below.far.plans.put(foreign, other.plan());
    List<Instance> members = members();
    ProviderAnswer ofAnother = bench.ask(bench.delete("a", "vpsie://" + foreign));

    assertThat(members).extracting(Instance::name).containsExactly("k8s-node-0");
    assertThat(ofAnother).isEqualTo(new ProviderAnswer.Deleting());
    assertThat(bench.below.far.machines).containsKey(foreign);
    assertThat(bench.alive()).isEqualTo(2);
  }

  @Test
  void isNoListWhileTheGroupOfAWorkerIsNotKnown() {
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.below.far.make("k8s-node-y", List.of());

    assertThat(failure(bench.ask(new ProviderCommand.Instances(bench.scope(), ""))).detail())
        .isEqualTo(
            "node k8s-node-y (0000-102) is not among the servers with its boxsize_id;"
                + " its group is not known");
  }

  @Test
  void makesAGroupThatIsMissingWhenItKnowsThePlan() {
    bench.below.account =
        bench.below.account.withDefaults(
            Map.of("resourceIdentifier", FakeKubernetes.CLUSTER, "kubeSizeId", "7"));
    bench.start();
    bench.settle();
    ProviderAnswer made = bench.ask(bench.create("a"));

    assertThat(made).isEqualTo(new ProviderAnswer.Accepted());
    assertThat(bench.kubernetes.groups)
        .singleElement()
        .satisfies(group -> assertThat(group.name()).isEqualTo("general"));
  }

  @Test
  void saysThatAGroupIsMissing() {
    assertThat(failure(bench.ask(bench.create("a"))).detail())
        .isEqualTo(
            "there is no node group general of cluster k8s-1, and no kubeSizeId to make it with");
    assertThat(size()).isEqualTo(new ProviderAnswer.Sized(0));
    assertThat(members()).isEmpty();
  }

  @Test
  void neverLetsVpsieChooseWhichNodeGoes() {
    FakeKubernetes.Group group = bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.ask(bench.create("a"));
    // VPSie counts a node that never came.
    String lost = bench.below.far.make("lost", List.of()).identifier();
    bench.below.far.plans.put(lost, 99);
    group.nodes().add(lost);
    bench.settle();
    ProviderAnswer answer =
        bench.ask(
            new ProviderCommand.PutBack(
                VpsieBench.owner("b"),
                IN_CLUSTER,
                new SizeChange(2, 1),
                bench.create("a").token()));

    assertThat(failure(answer).detail())
        .isEqualTo(
            "VPSie would choose itself which node of node group general of cluster k8s-1 goes");
    assertThat(bench.alive()).isEqualTo(2);
  }

  @Test
  void sendsNothingThatTheLastGateRefuses() {
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.below.gate = command -> Optional.of(new ProviderFailure.Superseded("another owner"));

    assertThat(failure(bench.ask(bench.create("a"))))
        .isEqualTo(new ProviderFailure.Superseded("another owner"));
    assertThat(bench.alive()).isZero();
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void callsVpsieAsItsClientsDo(VpsieShape shape) {
    NodeGroupsBench other = new NodeGroupsBench(shape);
    other.below.account =
        other.below.account.withDefaults(
            Map.of("resourceIdentifier", FakeKubernetes.CLUSTER, "kubeSizeId", "7"));
    other.start();
    other.settle();
    other.ask(other.create("a"));
    other.ask(other.delete("a", "vpsie://0000-102"));
    other.ask(new ProviderCommand.Offerings(""));

    String base = shape.endpoint() + (shape == VpsieShape.DOCUMENT ? "/k8s" : "/apps/v2/k8s");
    String make = shape == VpsieShape.DOCUMENT ? "/nodegroups" : "/cluster/add/group";
    assertThat(other.below.far.sent)
        .extracting(Sent::line)
        .contains(
            "GET " + base + "/node/groups/byClusterId/k8s-1",
            "POST " + base + make,
            "POST " + base + "/cluster/byId/k8s-1/add/slave/group/1",
            "GET " + base + "/cluster/byId/k8s-1",
            "DELETE " + base + "/cluster/byId/k8s-1/delete/slave",
            "POST " + base + "/offers");
    assertThat(other.below.far.sent)
        .extracting(sent -> sent.request().body())
        .contains(
            "{\"clusterIdentifier\":\"k8s-1\",\"groupName\":\"general\",\"KubeSizeID\":7}",
            "{\"identifier\":\"0000-102\"}",
            "{\"dcIdentifier\":\"dc1\"}");
  }
}
