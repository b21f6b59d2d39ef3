package io.drover.verticles.bus;

import io.drover.rules.explain.DecisionDiff;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How the policies are after an order.
 *
 * @param refusal why it was not carried out, empty if it was
 * @param differences by cluster, where versions were compared
 * @param history oldest first, where it was asked for
 */
public record PolicyReport(
    PolicyState state, String refusal, Map<String, DecisionDiff> differences, List<Entry> history) {
  public PolicyReport {
    differences = Map.copyOf(differences);
    history = List.copyOf(history);
  }

  /**
   * A version that began to decide.
   *
   * @param how {@code start}, {@code folder}, {@code apply}, {@code rollback} or {@code member}
   * @param who the owner of the newest file, or whoever gave the order
   * @param differences how many decisions it changed then, over all clusters
   */
  public record Entry(Instant at, String version, String how, String who, int differences) {}
}
