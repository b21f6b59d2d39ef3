package io.drover.rules.facts;

/** The name of a {@code NodeGroup} object, unique within one cluster. */
public record GroupName(String value) implements Comparable<GroupName> {
  public GroupName {
    Texts.notBlank(value, "node group name");
  }

  @Override
  public int compareTo(GroupName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
