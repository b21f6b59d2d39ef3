package io.drover.rules.facts;

/**
 * An offering that a group may buy in figures, as the scale-up rules see it.
 *
 * @param pricePerHour in US dollars
 * @param nodes of it that count as the group's capacity, be they there or on their way
 * @param failures to be had, in a row; zero once it was had again
 * @param groupNodes of any offering that count as the group's capacity
 * @param groupSpotNodes those of them that are spot
 * @param maxSpotShare fraction 0..1 of the group's nodes that its owner lets be spot
 * @param interruptions of it in the last hour, in whichever group, as far as this daemon knows
 * @param stormAfter interruptions within an hour from which on its owner has it bought last; zero
 *     is never
 * @param generation of the instance type by its name ({@code m7i.large}: 7, as Amazon names them);
 *     zero where the name does not tell
 * @param newestAtPrice the newest generation of what the group may buy in the same zone, as the
 *     same capacity type, for the same price and not smaller
 */
public record OfferingStats(
    GroupName group,
    OfferingId offering,
    double pricePerHour,
    int nodes,
    int failures,
    int groupNodes,
    int groupSpotNodes,
    double maxSpotShare,
    int interruptions,
    int stormAfter,
    int generation,
    int newestAtPrice) {

  public String instanceType() {
    return offering.instanceType();
  }

  public String zone() {
    return offering.zone();
  }

  public boolean spot() {
    return offering.capacityType().equals(OfferingId.SPOT);
  }

  /** Fraction 0..1 of the group's nodes that are spot; of none, none are. */
  public double spotShare() {
    return groupNodes == 0 ? 0 : (double) groupSpotNodes / groupNodes;
  }

  /** The same if one more spot node is bought. */
  public double spotShareWithOneMore() {
    return (groupSpotNodes + 1.0) / (groupNodes + 1.0);
  }
}
