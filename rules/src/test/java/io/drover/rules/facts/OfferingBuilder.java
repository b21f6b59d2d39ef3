package io.drover.rules.facts;

import static io.drover.rules.facts.Amounts.amounts;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An on-demand offering of provider {@code sim}: two cores (1900m to pods), 4 GiB, 0.04 $/h. */
public final class OfferingBuilder {
  private final String instanceType;
  private final Map<String, String> labels = new HashMap<>();
  private String provider = "sim";
  private String zone = "z1";
  private String capacityType = OfferingId.ON_DEMAND;
  private Price price = Price.perHour("0.04");
  private Resources capacity = amounts("2", "4Gi", 110);
  private @Nullable Resources allocatable;

  private OfferingBuilder(String instanceType) {
    this.instanceType = instanceType;
  }

  public static OfferingBuilder anOffering(String instanceType) {
    return new OfferingBuilder(instanceType);
  }

  public OfferingBuilder of(String providerName) {
    provider = providerName;
    return this;
  }

  public OfferingBuilder inZone(String value) {
    zone = value;
    return this;
  }

  public OfferingBuilder spot() {
    capacityType = OfferingId.SPOT;
    return this;
  }

  public OfferingBuilder costing(String dollarsPerHour) {
    price = Price.perHour(dollarsPerHour);
    return this;
  }

  /** Capacity; pods get 100m and 512Mi less, unless {@link #allocatable} says otherwise. */
  public OfferingBuilder with(String cpu, String memory) {
    capacity = amounts(cpu, memory, 110);
    return this;
  }

  public OfferingBuilder allocatable(Resources value) {
    allocatable = value;
    return this;
  }

  public OfferingBuilder labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public OfferingFact build() {
    Resources forPods =
        allocatable != null ? allocatable : capacity.minus(amounts("100m", "512Mi", 0));
    return new OfferingFact(
        new ProviderName(provider),
        new OfferingId(instanceType, zone, capacityType),
        price,
        capacity,
        forPods,
        labels);
  }
}
