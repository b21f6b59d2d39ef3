package io.drover.rules.plan;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a group has, as its limits count it: all whose machine may live, also what is on its way in
 * or out.
 *
 * @param wanted nodes that count as capacity
 * @param capacity the larger of what the Node and what the offering says; left out where the group
 *     limits no resource
 * @param price per hour; zero where the group is not limited
 * @param unknown names a record whose capacity nobody knows, empty if there is none
 */
public record Holdings(int wanted, Resources capacity, Price price, String unknown) {
  /**
   * Counts them.
   *
   * @param offerings of the group's provider
   */
  public static Holdings of(NodeGroupFact group, World world, List<OfferingFact> offerings) {
    int wanted = world.count(group.name()).wanted();
    if (!limited(group)) {
      return new Holdings(wanted, Resources.NONE, Price.ZERO, "");
    }
    boolean limited = !group.spec().limits().resources().isEmpty();
    Resources capacity = Resources.NONE;
    Price price = Price.ZERO;
    String unknown = "";
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.group().equals(group.name()) && !record.over()) {
        price = price.plus(record.purchase().price());
        if (limited) {
          Optional<Resources> one = capacity(record, group, world, offerings);
          capacity = capacity.plus(one.orElse(Resources.NONE));
          unknown = one.isPresent() ? unknown : record.identity().name();
        }
      }
    }
    return new Holdings(wanted, capacity, price, unknown);
  }

  private static Optional<Resources> capacity(
      ManagedNodeFact record, NodeGroupFact group, World world, List<OfferingFact> offerings) {
    Optional<Resources> offered =
        offering(record.purchase().offering(), offerings)
            .map(offering -> counted(group, offering).capacity());
    Optional<Resources> real =
        Optional.ofNullable(record.progress().providerId())
            .flatMap(world::nodeOn)
            .map(NodeFact::shape)
            .map(NodeFact.Shape::capacity);
    return offered.isPresent() && real.isPresent()
        ? Optional.of(offered.get().max(real.get()))
        : offered.or(() -> real);
  }

  /** Whether the group limits what it has in anything but nodes. */
  public static boolean limited(NodeGroupFact group) {
    GroupSpec.Limits limits = group.spec().limits();
    return limits.price() != null || !limits.resources().isEmpty();
  }

  /** The offering of that id. */
  public static Optional<OfferingFact> offering(OfferingId id, List<OfferingFact> offerings) {
    return offerings.stream().filter(offering -> offering.id().equals(id)).findFirst();
  }

  /** The offering with the capacity that a node of the group will have by the group's template. */
  public static OfferingFact counted(NodeGroupFact group, OfferingFact offering) {
    Map<String, Long> overrides = group.spec().template().capacityOverrides().amounts();
    TreeMap<String, Long> capacity = new TreeMap<>(offering.capacity().amounts());
    capacity.putAll(overrides);
    return overrides.isEmpty()
        ? offering
        : new OfferingFact(
            offering.provider(),
            offering.id(),
            offering.price(),
            Resources.of(capacity),
            offering.allocatable(),
            offering.labels(),
            offering.withdrawn());
  }
}
