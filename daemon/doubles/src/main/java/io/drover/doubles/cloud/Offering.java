package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Something that can be bought: an instance type in a zone under a capacity type.
 *
 * @param pricePerHour a decimal, US dollars
 * @param capacity Kubernetes quantities of cpu, memory, pods and ephemeral-storage
 * @param labels labels that a node of this offering will carry
 */
record Offering(
    @JsonProperty(required = true) String instanceType,
    @JsonProperty(required = true) String zone,
    @JsonProperty(required = true) CapacityType capacityType,
    @JsonProperty(required = true) String pricePerHour,
    @JsonProperty(required = true) Map<String, String> capacity,
    @JsonProperty(required = true) Map<String, String> labels) {
  static final String REGION_LABEL = "topology.kubernetes.io/region";

  public Offering {
    new BigDecimal(pricePerHour);
    capacity = Map.copyOf(capacity);
    capacity.values().forEach(KeptBack::parse);
    labels = Map.copyOf(labels);
  }

  static Offering unknown(CreateRequest request) {
    return new Offering(
        request.instanceType(), request.zone(), request.capacityType(), "0", Map.of(), Map.of());
  }

  boolean is(CreateRequest request) {
    return instanceType.equals(request.instanceType())
        && zone.equals(request.zone())
        && capacityType == request.capacityType();
  }
}
