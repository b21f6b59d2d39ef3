package io.drover.rules.facts;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ObservedWorldTest {
  private static ManagedNodeFact at(String version, ManagedNodeFact fact) {
    ManagedNodeFact.Identity was = fact.identity();
    return new ManagedNodeFact(
        new ManagedNodeFact.Identity(
            was.name(), was.uid(), version, was.createdAt(), was.deleting()),
        fact.purchase(),
        fact.progress(),
        fact.writtenUnder());
  }

  private static FactBatch batch(long sequence, Delta... deltas) {
    return new FactBatch(new Position(1, sequence), List.of(deltas));
  }

  @Test
  void keepsTheNewerVersionThatAWriteAnsweredWith() {
    ManagedNodeFact a = aManagedNode("a").build();
    ObservedWorld world = aWorld().with(a).build();

    world.learn(at("12", a));
    world.apply(batch(2, new Delta.Put(at("9", a))));

    assertThat(world.managedNode("a").orElseThrow().identity().resourceVersion()).isEqualTo("12");
  }

  @Test
  void neverBringsBackARecordThatWasDroppedBeforeItsAnswerWasHeard() {
    ManagedNodeFact a = at("7", aManagedNode("a").build());
    ObservedWorld world = aWorld().build();
    world.apply(batch(2, new Delta.Put(a)));
    world.apply(batch(3, new Delta.Drop(a.key())));

    world.learn(a);

    assertThat(world.managedNodes()).isEmpty();
  }

  @Test
  void takesTheBatchesOfOneEpochWithoutAGap() {
    ObservedWorld world = aWorld().build();

    assertThat(world.apply(batch(3))).isFalse();
    assertThat(world.apply(new FactBatch(new Position(2, 2), List.of()))).isFalse();
    assertThat(world.apply(batch(2))).isTrue();
  }

  @Test
  void knowsTheNodeOnAMachineThroughEveryChange() {
    ObservedWorld world = aWorld().with(aNode("a")).build();
    assertThat(world.nodeOn("sim://a")).isPresent();

    world.apply(batch(2, new Delta.Put(aNode("a").instance("sim://other").build())));
    assertThat(world.nodeOn("sim://a")).isEmpty();
    assertThat(world.nodeOn("sim://other")).isPresent();

    world.apply(batch(3, new Delta.Drop(aNode("a").build().key())));
    assertThat(world.nodeOn("sim://other")).isEmpty();
  }
}
