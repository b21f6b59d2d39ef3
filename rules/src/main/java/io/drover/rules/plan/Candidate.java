package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import java.time.Instant;
import java.util.Comparator;

/** A node that could go: its record, group, figures, and since when it could. */
record Candidate(ManagedNodeFact record, NodeGroupFact group, NodeStats stats, Mark mark) {
  /** Those whose place is taken first, then the longest unneeded, then the emptiest. */
  static final Comparator<Candidate> ORDER =
      Comparator.comparing((Candidate c) -> !c.stats.replaced())
          .thenComparing(Candidate::order)
          .thenComparingInt(c -> c.stats.pods())
          .thenComparingDouble(c -> c.stats.requested())
          .thenComparing(Candidate::name);

  NodeName name() {
    return stats.node();
  }

  private Instant order() {
    return mark.since() == null ? Instant.MAX : mark.since();
  }
}
