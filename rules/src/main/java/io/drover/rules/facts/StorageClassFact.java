package io.drover.rules.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A StorageClass.
 *
 * @param provisioner a CSI driver, or {@code kubernetes.io/…}
 * @param binding when its volumes are made; null where it does not say
 * @param allowedTopologies terms of which one must match the node; empty = any node
 * @param standard whether it is the class of claims that name none
 */
public record StorageClassFact(
    String name,
    String provisioner,
    @Nullable Binding binding,
    List<SelectorTerm> allowedTopologies,
    boolean standard)
    implements ReferencedFact {
  /** {@code volumeBindingMode}. */
  public enum Binding {
    IMMEDIATE,
    WAIT_FOR_FIRST_CONSUMER
  }

  public StorageClassFact {
    allowedTopologies = List.copyOf(allowedTopologies);
  }

  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.STORAGE_CLASS, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
