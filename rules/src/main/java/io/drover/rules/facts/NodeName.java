package io.drover.rules.facts;

/** The name of a Kubernetes Node, unique within one cluster. */
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    Texts.notBlank(value, "node name");
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
