package io.drover.rules.facts;

import java.util.List;

/**
 * A node group that would be made for pods, as the safety rules see it.
 *
 * @param labels of its nodes, {@code key=value}, in order
 * @param max its most nodes
 * @param pods that it would be made for
 * @param made groups that were made so and are there, of at most {@code most}
 */
public record ProposedGroup(
    GroupName group,
    ProviderName provider,
    List<String> labels,
    int max,
    int pods,
    int made,
    int most) {
  public ProposedGroup {
    labels = List.copyOf(labels);
  }
}
