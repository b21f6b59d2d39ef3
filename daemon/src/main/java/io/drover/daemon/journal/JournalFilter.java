package io.drover.daemon.journal;

import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the journal are wanted.
 *
 * @param node of this ManagedNode or Node only; null = of any and of none
 * @param group of this node group only; null = of any and of none
 * @param since not older than this
 */
public record JournalFilter(@Nullable String node, @Nullable String group, Instant since)
    implements Predicate<JournalLine> {
  @Override
  public boolean test(JournalLine line) {
    return (node == null || node.equals(line.ids().get("node")))
        && (group == null || group.equals(line.ids().get("group")))
        && !line.at().isBefore(since);
  }
}
