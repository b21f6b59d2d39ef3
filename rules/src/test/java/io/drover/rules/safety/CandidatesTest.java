package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidatesTest {
  private static RemovalCandidate a(WorldBuilder world) {
    return new Candidates(world.build(), -10, 0.95, Instant.parse("2026-11-20T12:00:00Z"))
        .of(new NodeName("a"), new GroupName("general"), false);
  }

  private static WorldBuilder two(NodeBuilder a, NodeBuilder b) {
    return aWorld().with(aGroup("general")).with(aManagedNode("a"), aManagedNode("b")).with(a, b);
  }

  @Test
  void tellsWhatPodsWouldAskOfTheNodesThatRemain() {
    WorldBuilder world =
        two(aNode("a").with("4", "8Gi"), aNode("b").with("2", "16Gi"))
            .with(aPod("p1").asking("1", "1Gi").on("a"), aPod("p2").asking("500m", "3Gi").on("b"));

    assertThat(a(world).requestedAfter()).isEqualTo(0.75);
    assertThat(a(world).requestedAllowed()).isEqualTo(0.95);
  }

  @Test
  void theLastNodeLeavesEnoughOnlyForNobody() {
    WorldBuilder alone = aWorld().with(aGroup("general")).with(aManagedNode("a")).with(aNode("a"));
    assertThat(a(alone).requestedAfter()).isZero();

    assertThat(a(alone.with(aPod("p1").asking("1", "1Gi").on("a"))).requestedAfter())
        .isGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        NodeFact.DO_NOT_DISRUPT,
        NodeFact.SCALE_DOWN_DISABLED,
        NodeFact.KARPENTER_DO_NOT_DISRUPT
      })
  void anAnnotationOfEitherAutoscalerProtectsANode(String annotation) {
    assertThat(a(two(aNode("a").annotated(annotation, "true"), aNode("b"))).protectedByOwner())
        .isTrue();
    assertThat(a(two(aNode("a").annotated(annotation, "false"), aNode("b"))).protectedByOwner())
        .isFalse();
  }

  @Test
  void anAnnotationOfTheGroupHoldsItsNodes() {
    WorldBuilder world = two(aNode("a"), aNode("b"));

    assertThat(a(world).held()).isFalse();
    assertThat(a(world.with(aGroup("general").held("moving house"))).held()).isTrue();
    assertThat(a(world.with(aGroup("general"), aGroup("other").held("why"))).held()).isFalse();
  }

  @Test
  void aControllerOfAKindThatIsReadAndThatIsNotThereIsGone() {
    OwnerFact other =
        new OwnerFact(
            OwnerFact.Kind.REPLICA_SET,
            "default",
            "other",
            "u-other",
            new OwnerFact.Size.Replicas(1, 1),
            null);
    WorldBuilder world =
        two(aNode("a"), aNode("b"))
            .with(() -> other)
            .with(aPod("p1").ownedBy("ReplicaSet", "gone").on("a"));

    assertThat(a(world).orphanedPods()).isEqualTo(1);
  }

  @Test
  void aControllerOfAnotherGroupIsNotLookedForAmongThoseThatAreRead() {
    OwnerFact other =
        new OwnerFact(
            OwnerFact.Kind.STATEFUL_SET,
            "default",
            "other",
            "u-other",
            new OwnerFact.Size.Replicas(1, 1),
            null);
    WorldBuilder world =
        two(aNode("a"), aNode("b"))
            .with(() -> other)
            .with(aPod("p1").ownedBy("StatefulSet.apps.kruise.io", "far").on("a"));

    assertThat(a(world).orphanedPods()).isZero();
  }

  @Test
  void aControllerThatNobodyCanReadIsNotGone() {
    WorldBuilder world = two(aNode("a"), aNode("b")).with(aPod("p1").on("a"));

    assertThat(a(world).orphanedPods()).isZero();
  }
}
