package io.drover.rules.facts;

/** Namespace and name of a pod; a later pod may bear the same key with another uid. */
public record PodKey(String namespace, String name) implements Comparable<PodKey> {
  public PodKey {
    Texts.notBlank(namespace, "pod namespace");
    Texts.notBlank(name, "pod name");
  }

  /** Reads what {@link #toString} writes. */
  public static PodKey parse(String text) {
    int slash = text.indexOf('/');
    return new PodKey(text.substring(0, Math.max(0, slash)), text.substring(slash + 1));
  }

  @Override
  public int compareTo(PodKey other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
