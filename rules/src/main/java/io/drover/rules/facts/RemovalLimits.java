package io.drover.rules.facts;

/**
 * How many nodes of a cluster may be on their way out at once, of whichever groups.
 *
 * @param atOnce nodes, from the decision until the machine is gone
 * @param drainsAtOnce those of them that pods still have to leave
 */
public record RemovalLimits(int atOnce, int drainsAtOnce) {
  public static final RemovalLimits DEFAULT = new RemovalLimits(20, 10);
}
