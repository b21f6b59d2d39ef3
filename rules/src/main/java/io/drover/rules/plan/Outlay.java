package io.drover.rules.plan;

import io.drover.rules.facts.Price;
import io.drover.rules.scheduling.Packed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes that a plan buys for pending pods come to, and how good a bargain that is.
 *
 * @param price of all of them per hour
 * @param costMicros what the packing compared: the price with the policy's surcharges, in
 *     millionths of a dollar an hour
 * @param leastMicros less than this no packing of these pods could cost; 0 where it is not known
 * @param rehearsed how the scheduler will take them up; null where that was not tried
 */
public record Outlay(
    int nodes,
    int pods,
    Price price,
    long costMicros,
    long leastMicros,
    Packed.@Nullable Rehearsed rehearsed) {
  static Outlay of(Packed packed) {
    return new Outlay(
        packed.nodes().size(),
        packed.nodes().stream().mapToInt(node -> node.pods().size()).sum(),
        packed.price(),
        packed.costMicros(),
        packed.leastMicros(),
        packed.rehearsed());
  }

  /** In words, for journal and status. */
  public String text() {
    String how =
        leastMicros <= 0
            ? "how near that is to the least they could cost is not known"
            : String.format(
                Locale.ROOT,
                "at most %.1f %% above the least they could cost",
                100 * Math.max(0, (double) costMicros / leastMicros - 1));
    return nodes
        + " nodes for "
        + pods
        + " pods at "
        + price
        + " USD/h, "
        + how
        + played(rehearsed);
  }

  /** Nothing to say where the packing leaves out nobody. */
  private static String played(Packed.@Nullable Rehearsed rehearsed) {
    if (rehearsed == null || rehearsed.before() == 0) {
      return "";
    }
    String leftOut =
        String.format(
            Locale.ROOT,
            "; rehearsed %d times: on average the scheduler leaves out %.1f pods",
            rehearsed.times(),
            (double) rehearsed.leftOut() / rehearsed.times());
    return rehearsed.leftOut() == rehearsed.before() && rehearsed.dearerMicros() == 0
        ? leftOut
        : leftOut
            + String.format(
                Locale.ROOT,
                " (%.1f before nodes were exchanged for %+.4f USD/h)",
                (double) rehearsed.before() / rehearsed.times(),
                rehearsed.dearerMicros() / 1e6);
  }
}
