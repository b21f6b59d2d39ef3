package io.drover.ground;

/** A process of the control plane, in the order in which they start. */
public enum Component {
  ETCD,
  API_SERVER,
  CONTROLLER_MANAGER,
  SCHEDULER,
  /** Plays every kubelet: makes nodes ready, renews their leases, runs and ends their pods. */
  KWOK
}
