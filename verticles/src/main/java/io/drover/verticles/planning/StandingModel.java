package io.drover.verticles.planning;

import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.verticles.bus.FactMirror;
import org.jspecify.annotations.Nullable;

/**
 * The cluster model that the room keeps from plan to plan. It follows the world change by change,
 * and is built anew for another world, after it broke, or when most of what it knows is of the
 * past.
 */
final class StandingModel implements FactMirror.Follower {
  private final Runnable changed;
  private @Nullable ClusterModel model;

  StandingModel(Runnable changed) {
    this.changed = changed;
  }

  @Override
  public void begins(World world) {
    model = null;
    changed.run();
  }

  @Override
  public void follows(FactBatch batch) {
    ClusterModel current = model;
    if (current != null) {
      // Gone until all is taken: half a batch is no cluster.
      model = null;
      batch.deltas().forEach(current::apply);
      model = current.worn() ? null : current;
    }
    changed.run();
  }

  /** The model of this world, which is the one that was begun with last. */
  ClusterModel of(World world) {
    ClusterModel current = model;
    if (current == null) {
      current = new ClusterModel(world);
      model = current;
    }
    return current;
  }

  /** Throws the model away: what happened to it is not known. */
  void forget() {
    model = null;
  }
}
