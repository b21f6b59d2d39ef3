package io.drover.verticles.bus;

/**
 * Whose an instance is. Names in the configuration are for people only; these four decide.
 *
 * @param installation id of the Drover installation
 * @param clusterUid uid of the served cluster's {@code kube-system} namespace
 * @param group node group
 * @param intent uid of the {@code ManagedNode}; of a machine that was there before Drover something
 *     that begins with {@link #TAKEN_OVER}
 */
public record OwnerTag(String installation, String clusterUid, String group, String intent) {
  public static final String TAKEN_OVER = "taken-over-";

  /** Whether nobody ever bought the machine: it is ours because the configuration says so. */
  public boolean takenOver() {
    return intent.startsWith(TAKEN_OVER);
  }
}
