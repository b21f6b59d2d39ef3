package io.drover.rules.facts;

/**
 * How many records a group has, and what they come to.
 *
 * @param records all
 * @param wanted those that count as capacity of the group
 * @param serving those of them that are READY
 * @param wantedPrice of those that count, together
 * @param runningPrice of those that have a machine, wanted or not
 */
public record FleetCount(
    int records, int wanted, int serving, Price wantedPrice, Price runningPrice) {
  public static final FleetCount NONE = new FleetCount(0, 0, 0, Price.ZERO, Price.ZERO);

  /** Those that count and are not READY yet. */
  public int arriving() {
    return wanted - serving;
  }

  /** With one more. */
  FleetCount with(ManagedNodeFact record) {
    return changed(record, 1);
  }

  /** Without one that is among them. */
  FleetCount without(ManagedNodeFact record) {
    return changed(record, -1);
  }

  /** Both together. */
  public FleetCount plus(FleetCount other) {
    return new FleetCount(
        records + other.records,
        wanted + other.wanted,
        serving + other.serving,
        wantedPrice.plus(other.wantedPrice),
        runningPrice.plus(other.runningPrice));
  }

  private FleetCount changed(ManagedNodeFact record, int times) {
    int counted = record.counts() ? times : 0;
    int ready = record.phase() == ManagedNodeFact.Phase.READY ? counted : 0;
    int running = record.hasMachine() ? times : 0;
    long price = record.purchase().price().microsPerHour();
    return new FleetCount(
        records + times,
        wanted + counted,
        serving + ready,
        new Price(wantedPrice.microsPerHour() + counted * price),
        new Price(runningPrice.microsPerHour() + running * price));
  }
}
