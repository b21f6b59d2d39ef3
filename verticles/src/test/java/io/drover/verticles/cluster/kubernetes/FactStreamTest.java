package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.api.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class FactStreamTest {
  private final Queue<Runnable> home = new ArrayDeque<>();
  private final List<List<Delta>> told = new ArrayList<>();
  private final FactStream stream = new FactStream(home::add, 2, told::add);

  @Test
  void tellsNothingOfANodeThatChangedOnlyItsVersion() {
    stream.put(node("one", "1", true));
    drain();
    stream.put(node("one", "2", true));
    drain();
    stream.put(node("one", "3", false));
    drain();

    assertThat(told)
        .containsExactly(
            List.of(new Delta.Put(node("one", "1", true))),
            List.of(new Delta.Put(node("one", "3", false))));
  }

  @Test
  void tellsEveryVersionOfAGroup() {
    stream.put(group("1"));
    drain();
    stream.put(group("2"));
    drain();

    assertThat(told).hasSize(2);
    assertThat(stream.facts()).containsExactly(group("2"));
  }

  @Test
  void keepsOnlyTheNewestStateOfAnObjectThatWaitsAndOneDrainAtATime() {
    stream.put(node("one", "1", true));
    stream.put(node("one", "2", false));
    stream.put(node("two", "1", true));
    stream.put(node("three", "1", true));

    assertThat(home).hasSize(1);
    drain();
    assertThat(told).extracting(List::size).containsExactly(2, 1);
    assertThat(told.getFirst()).contains(new Delta.Put(node("one", "2", false)));
    assertThat(stream.drained()).isTrue();
  }

  @Test
  void dropsOnlyWhatItHasTold() {
    Fact node = node("one", "1", true);
    stream.drop(node.key());
    drain();
    assertThat(told).isEmpty();

    stream.put(node);
    drain();
    stream.drop(node.key());
    drain();

    assertThat(told.getLast()).containsExactly(new Delta.Drop(node.key()));
    assertThat(stream.facts()).isEmpty();
  }

  private void drain() {
    while (!home.isEmpty()) {
      home.remove().run();
    }
  }

  private static NodeFact node(String name, String version, boolean schedulable) {
    return NodeProjection.fact(
        ObjectYaml.read(
            Node.class,
            """
            metadata:
              {name: %s, uid: u, resourceVersion: "%s", creationTimestamp: "2026-11-20T10:00:00Z"}
            spec: {unschedulable: %s}
            """
                .formatted(name, version, !schedulable)));
  }

  private static NodeGroupFact group(String version) {
    return GroupProjection.fact(
        ObjectYaml.read(
            NodeGroup.class,
            """
            metadata: {name: g, uid: u, resourceVersion: "%s"}
            spec: {provider: p, min: 0, max: 1}
            """
                .formatted(version)));
  }
}
