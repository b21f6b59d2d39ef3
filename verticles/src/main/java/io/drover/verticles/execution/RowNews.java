package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterCommand.Condition;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells, once each, that a group buys nothing for a while as what it bought was in vain. */
final class RowNews {
  private final ExecutionHouse house;
  private final String good;
  private final String bad;
  private final Map<GroupName, Instant> told = new HashMap<>();

  /**
   * News of one kind.
   *
   * @param good kind of the journal's entry where nothing stands against buying any more
   * @param bad where it does
   */
  RowNews(ExecutionHouse house, String good, String bad) {
    this.house = house;
    this.good = good;
    this.bad = bad;
  }

  /**
   * Tells of the group if there is something new.
   *
   * @param until nothing is bought before, null where it is
   */
  void look(NodeGroupFact group, @Nullable Instant until, Condition now, Token token) {
    Instant at = until == null ? Instant.MIN : until;
    if (!at.equals(told.getOrDefault(group.name(), Instant.MIN))) {
      told.put(group.name(), at);
      tell(group, now, token);
    }
  }

  private void tell(NodeGroupFact group, Condition now, Token token) {
    house.journal(
        now.status() ? good : bad,
        Map.of("group", group.name().value()),
        now.status() ? "" : now.reason(),
        now.message());
    house.tellGroup(
        group,
        now.status() ? ClusterCommand.Severity.NORMAL : ClusterCommand.Severity.WARNING,
        now.reason(),
        now.message(),
        token);
  }
}
