package io.drover.rules.facts;

/** What can be bought: an instance type in a zone as a capacity type. */
public record OfferingId(String instanceType, String zone, String capacityType)
    implements Comparable<OfferingId> {
  public static final String ON_DEMAND = "on-demand";
  public static final String SPOT = "spot";

  public OfferingId {
    Texts.notBlank(instanceType, "instance type");
    Texts.notBlank(zone, "zone");
    Texts.notBlank(capacityType, "capacity type");
  }

  @Override
  public int compareTo(OfferingId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return instanceType + "/" + zone + "/" + capacityType;
  }
}
