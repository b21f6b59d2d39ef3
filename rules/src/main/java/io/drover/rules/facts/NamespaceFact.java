package io.drover.rules.facts;

import java.util.Map;

/**
 * A Namespace.
 *
 * @param labels what namespace selectors of pod affinity match
 * @param terminating whether everything in it is being deleted
 */
public record NamespaceFact(String name, Map<String, String> labels, boolean terminating)
    implements ReferencedFact {
  public NamespaceFact {
    labels = Map.copyOf(labels);
  }

  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.NAMESPACE, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
