package io.drover.rules.scheduling;

import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.SpreadConstraint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that is not as its world is says so. */
class DeviationTest {
  private static final String ZONE = "topology.kubernetes.io/zone";

  private final ObservedWorld world =
      aWorld()
          .with(aNode("n1").labelled(ZONE, "a"))
          .with(aNode("n2").labelled(ZONE, "b"))
          .with(
              aPod("spread")
                  .labelled("app", "web")
                  .spreading(
                      new SpreadConstraint(
                          ZONE, 1, 1, new LabelSelector(List.of(in("app", "web"))), true, false))
                  .on("n1"))
          .build();
  private final ClusterModel model = new ClusterModel(world);

  @Test
  void findsNothingInAModelThatWasToldAll() {
    happens(aPod("more").labelled("app", "web").on("n2").build());
    model.apply(new Delta.Put(aPod("more").labelled("app", "web").on("n2").build()));
    assertThat(model.deviation()).isEmpty();
  }

  @Test
  void seesAPodThatItWasNotToldOf() {
    happens(aPod("more").on("n2").build());
    assertThat(model.deviation()).get().asString().contains("node n2: free");
  }

  @Test
  void seesAPodThatIsNotThere() {
    model.apply(new Delta.Put(aPod("ghost").on("n1").build()));
    assertThat(model.deviation()).get().asString().contains("node n1: free");
  }

  @Test
  void seesANodeThatItWasNotToldOf() {
    happens(aNode("n3").build());
    assertThat(model.deviation()).get().asString().contains("node n3: is");
  }

  @Test
  void seesANodeThatIsNotThere() {
    model.apply(new Delta.Put(aNode("n3").build()));
    assertThat(model.deviation()).hasValue("how many nodes a search goes through: 2, not 3");
  }

  @Test
  void seesThatANodeServesNoMore() {
    happens(aNode("n2").labelled(ZONE, "b").notReady().build());
    assertThat(model.deviation()).get().asString().contains("node n2: closed: true, not false");
  }

  @Test
  void seesACountThatIsWrong() {
    Portrait told = new Portrait();
    Portrait truth = new Portrait();
    told.count(List.of("app in (web)", ZONE), 1);
    truth.count(List.of("app in (web)", ZONE), 2);
    assertThat(told.differsFrom(truth)).hasValue("[app in (web), " + ZONE + "]: 2, not 1");
  }

  @Test
  void isNotAskedForDuringATrial() {
    model.fork();
    assertThatThrownBy(model::deviation).hasMessage("a trial is going on");
  }

  private void happens(Fact fact) {
    Position next = new Position(world.position().epoch(), world.position().sequence() + 1);
    assertThat(world.apply(new FactBatch(next, List.of(new Delta.Put(fact))))).isTrue();
  }
}
