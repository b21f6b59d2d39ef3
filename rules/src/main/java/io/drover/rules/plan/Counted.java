package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The records that count as a group's capacity: wanted, and not noted for removal. */
public final class Counted {
  private Counted() {}

  /** Their uids by group; groups without any are left out. */
  public static Map<GroupName, Set<String>> in(World world) {
    Map<GroupName, Set<String>> counted = new HashMap<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      if (counts(record)) {
        counted
            .computeIfAbsent(record.group(), any -> new TreeSet<>())
            .add(record.identity().uid());
      }
    }
    return counted;
  }

  /** Whether the record counts as capacity of its group. */
  public static boolean counts(ManagedNodeFact record) {
    return record.counts();
  }
}
