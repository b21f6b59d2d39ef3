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
 * @param elsewhere who owns the clusters that were not compared, as another member does
 */
public record PolicyReport(
    PolicyState state,
    String refusal,
    Map<String, DecisionDiff> differences,
    List<Entry> history,
    Map<String, String> elsewhere) {
  public PolicyReport {
    differences = Map.copyOf(differences);
    history = List.copyOf(history);
    elsewhere = Map.copyOf(elsewhere);
  }

  /** Of what this member serves by itself. */
  public PolicyReport(
      PolicyState state,
      String refusal,
      Map<String, DecisionDiff> differences,
      List<Entry> history) {
    this(state, refusal, differences, history, Map.of());
  }

  /** With the owners of what was left out. */
  public PolicyReport ownedElsewhere(Map<String, String> owners) {
    return new PolicyReport(state, refusal, differences, history, owners);
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
