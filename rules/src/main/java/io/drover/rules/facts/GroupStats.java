package io.drover.rules.facts;

import java.time.Duration;

/**
 * A node group in figures, as the rules see it. Fractions are 0..1 of what the group's ready nodes
 * can allocate.
 *
 * @param min fewest nodes, as its owner wants it
 * @param max most nodes
 * @param wanted nodes that count as its capacity, be they there or on their way
 * @param ready nodes that serve
 * @param pricePerHour of the wanted nodes together, in US dollars
 * @param cpuRequested fraction that requests take, DaemonSet and mirror pods left out
 * @param memoryRequested the same of memory
 * @param measured whether the real usage of each ready node is known and fresh, and there are any
 * @param cpuUsed mean fraction of all cores that is really used; 0 unless measured
 * @param memoryUsed the same of memory
 * @param sinceScaleUp since it last grew; zero where that is not on record though it has nodes,
 *     {@link #NEVER} where it has none
 * @param sinceScaleDown since a node of it was last removed; {@link #NEVER} where none is on record
 * @param scheduledMin the most that its schedules want now; zero where they want none
 * @param cpuThreshold fraction of cpuUsed above which it is to grow; zero where that is off
 * @param growthCooldown how long it is not to grow for that again
 * @param headroom nodes that are to be free
 * @param occupied ready nodes that have pods which would have to move
 * @param spentThisMonth US dollars that its nodes have cost since the calendar month began (UTC),
 *     as far as it is on record
 * @param monthlyBudget US dollars that they may cost before no more are bought; zero where that is
 *     not limited
 * @param held whether somebody holds its nodes by annotation
 */
public record GroupStats(
    GroupName group,
    int min,
    int max,
    int wanted,
    int ready,
    double pricePerHour,
    double cpuRequested,
    double memoryRequested,
    boolean measured,
    double cpuUsed,
    double memoryUsed,
    Duration sinceScaleUp,
    Duration sinceScaleDown,
    int scheduledMin,
    double cpuThreshold,
    Duration growthCooldown,
    int headroom,
    int occupied,
    double spentThisMonth,
    double monthlyBudget,
    boolean held) {
  /** Longer than anything that rules ask about: a hundred years. */
  public static final Duration NEVER = Duration.ofDays(36_500);

  /** Whether all nodes that it is to have serve, and no others: none is on its way in or out. */
  public boolean settled() {
    return wanted == ready;
  }

  /** Its ready nodes and one more. */
  public int oneMore() {
    return ready + 1;
  }

  /** As many nodes as have pods, and as are to be free. */
  public int withHeadroom() {
    return occupied + headroom;
  }
}
