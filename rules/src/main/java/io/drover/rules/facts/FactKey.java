package io.drover.rules.facts;

/** What identifies a fact: its kind and the name that is unique within the kind. */
public record FactKey(Kind kind, String name) implements Comparable<FactKey> {
  /** The kinds of facts that the cluster room reports. */
  public enum Kind {
    NODE,
    POD,
    DISRUPTION_BUDGET,
    DAEMON_SET,
    NODE_GROUP,
    MANAGED_NODE,
    REPLICA_SET,
    STATEFUL_SET,
    JOB,
    REPLICATION_CONTROLLER,
    CLAIM,
    VOLUME,
    STORAGE_CLASS,
    CSI_NODE,
    CSI_DRIVER,
    NAMESPACE,
    PRIORITY_CLASS
  }

  @Override
  public int compareTo(FactKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }
}
