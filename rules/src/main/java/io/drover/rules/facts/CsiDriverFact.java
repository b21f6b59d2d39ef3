package io.drover.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * A CSIDriver.
 *
 * @param attachRequired whether a volume is attached before it is mounted; null where not said
 * @param storageCapacity whether the scheduler looks at how much room the driver reports; null
 *     where not said
 */
public record CsiDriverFact(
    String name, @Nullable Boolean attachRequired, @Nullable Boolean storageCapacity)
    implements ReferencedFact {
  static FactKey key(String name) {
    return new FactKey(FactKey.Kind.CSI_DRIVER, name);
  }

  @Override
  public FactKey key() {
    return key(name);
  }
}
