package io.drover.rules.facts;

/**
 * The controller of a pod.
 *
 * @param kind {@code ReplicaSet}, {@code DaemonSet} …; where somebody else has a kind of the same
 *     name as one of Kubernetes' controllers, with its API group after a dot, as in {@code
 *     StatefulSet.apps.kruise.io}
 */
public record Owner(String kind, String name, String uid) {
  /** The kind without an API group. */
  public String kindAlone() {
    int dot = kind.indexOf('.');
    return dot < 0 ? kind : kind.substring(0, dot);
  }
}
