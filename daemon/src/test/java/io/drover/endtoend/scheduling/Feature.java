package io.drover.endtoend.scheduling;

/** What a generated cluster and its pods may make use of; each is minded by some filter. */
enum Feature {
  CORDONS,
  NODE_NAMES,
  TAINTS,
  NODE_AFFINITY,
  PORTS,
  RESOURCES,
  SPREAD,
  AFFINITY,
  CLAIMS,
  DISKS
}
