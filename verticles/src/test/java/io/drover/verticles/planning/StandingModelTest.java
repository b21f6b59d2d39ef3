package io.drover.verticles.planning;

import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.Position;
import io.drover.rules.scheduling.ClusterModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The model that is kept from plan to plan. */
class StandingModelTest {
  private static final int ENOUGH_BATCHES = 40;

  private final ObservedWorld world = aWorld().with(aNode("n1").with("64", "64Gi")).build();
  private final StandingModel model = new StandingModel(() -> {});
  private final ClusterModel first = begun();

  private ClusterModel begun() {
    model.begins(world);
    return model.of(world);
  }

  @Test
  void staysTheSameWhileItFollows() {
    for (int n = 0; n < ENOUGH_BATCHES; n++) {
      FactBatch batch = batch(n);
      assertThat(world.apply(batch)).isTrue();
      model.follows(batch);
    }
    assertThat(model.of(world)).isSameAs(first);
  }

  @Test
  void failsWhereAssertionsAreOnWhenItIsNotAsTheWorldIs() {
    assertThatThrownBy(
            () -> {
              for (int n = 0; n < ENOUGH_BATCHES; n++) {
                model.follows(batch(n));
              }
            })
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has not followed the world: node n1: free");
  }

  private FactBatch batch(int number) {
    Position next = new Position(world.position().epoch(), world.position().sequence() + 1);
    return new FactBatch(next, List.of(new Delta.Put(aPod("p" + number).on("n1").build())));
  }
}
