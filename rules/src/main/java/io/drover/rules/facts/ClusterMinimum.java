package io.drover.rules.facts;

/**
 * What must remain of a cluster when nodes are removed, of whichever groups and of none.
 *
 * @param nodes that are ready and stay
 * @param capacity of cpu and of memory that they have; a resource that is not named has no bound
 */
public record ClusterMinimum(int nodes, Resources capacity) {
  public static final ClusterMinimum NONE = new ClusterMinimum(0, Resources.NONE);

  /** Whether anything must remain. */
  public boolean asks() {
    return nodes > 0 || !capacity.equals(Resources.NONE);
  }
}
