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
  /** Where assertions are on, a model as small as this is proved after so many batches. */
  private static final int MOST_NODES_PROVED = 500;

  private static final int BATCHES_BETWEEN_PROOFS = 16;

  private final Runnable changed;
  private @Nullable ClusterModel model;
  private int unproved;

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
      assert proved(current);
      model = current.worn() ? null : current;
    }
    changed.run();
  }

  /** Whether it is what one built from scratch would be; that it is not is a broken contract. */
  private boolean proved(ClusterModel followed) {
    unproved++;
    if (unproved >= BATCHES_BETWEEN_PROOFS && followed.size() <= MOST_NODES_PROVED) {
      unproved = 0;
      followed
          .deviation()
          .ifPresent(
              what -> {
                throw new AssertionError("the model has not followed the world: " + what);
              });
    }
    return true;
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
