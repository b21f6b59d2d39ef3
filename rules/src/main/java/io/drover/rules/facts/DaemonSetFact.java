package io.drover.rules.facts;

/** A DaemonSet: what one of its pods takes on each node that it matches. */
public record DaemonSetFact(String namespace, String name, PodNeeds needs) implements Fact {
  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.DAEMON_SET, namespace + "/" + name);
  }
}
