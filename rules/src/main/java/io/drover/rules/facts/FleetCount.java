package io.drover.rules.facts;

/**
 * How many records a group has.
 *
 * @param records all
 * @param wanted those that count as capacity of the group
 * @param serving those of them that are READY
 */
public record FleetCount(int records, int wanted, int serving) {
  public static final FleetCount NONE = new FleetCount(0, 0, 0);

  /** With the record so many times more. */
  FleetCount with(ManagedNodeFact record, int times) {
    boolean counts = record.counts();
    boolean ready = record.phase() == ManagedNodeFact.Phase.READY;
    return new FleetCount(
        records + times, wanted + (counts ? times : 0), serving + (counts && ready ? times : 0));
  }
}
