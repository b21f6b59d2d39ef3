package io.drover.rules.facts;

import java.util.Map;

/**
 * An offering of a provider.
 *
 * @param allocatable what pods can get of a new node, by the provider's estimate
 * @param labels that its nodes carry besides those of the group
 */
public record OfferingFact(
    ProviderName provider,
    OfferingId id,
    Price price,
    Resources capacity,
    Resources allocatable,
    Map<String, String> labels) {
  public OfferingFact {
    labels = Map.copyOf(labels);
  }
}
