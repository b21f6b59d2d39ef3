package io.drover.rules.facts;

import java.util.Map;

/**
 * An offering of a provider.
 *
 * @param allocatable what pods can get of a new node, by the provider's estimate
 * @param labels that its nodes carry besides those of the group
 * @param withdrawn whether it is not sold any more: known only for the nodes that were bought of it
 */
public record OfferingFact(
    ProviderName provider,
    OfferingId id,
    Price price,
    Resources capacity,
    Resources allocatable,
    Map<String, String> labels,
    boolean withdrawn) {
  public OfferingFact {
    labels = Map.copyOf(labels);
  }

  /** One that is sold. */
  public OfferingFact(
      ProviderName provider,
      OfferingId id,
      Price price,
      Resources capacity,
      Resources allocatable,
      Map<String, String> labels) {
    this(provider, id, price, capacity, allocatable, labels, false);
  }

  public boolean sold() {
    return !withdrawn;
  }

  /** As it is remembered when it is not sold any more. */
  public OfferingFact remembered() {
    return new OfferingFact(provider, id, price, capacity, allocatable, labels, true);
  }
}
