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
    MANAGED_NODE
  }

  @Override
  public int compareTo(FactKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : name.compareTo(other.name);
  }
}
