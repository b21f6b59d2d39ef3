package io.drover.rules.facts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often in a row a node that a group bought for pods served and ran none, though those pods
 * went on waiting: their scheduler disagrees with what Drover thinks of such nodes.
 *
 * @param inARow without those that were bought before nothing was bought for a while
 * @param nodes uids of the newest records that are counted, at most {@link #MOST_NAMED}
 * @param lastBought when the newest of them was bought, null while there is none
 */
public record UselessNodes(
    int inARow, List<String> nodes, @Nullable Instant lastBought, @Nullable Instant until)
    implements VainPurchases {
  public static final UselessNodes NONE = new UselessNodes(0, List.of(), null, null);

  /** So many records are named, so that none is counted twice. */
  public static final int MOST_NAMED = 20;

  public UselessNodes {
    nodes = List.copyOf(nodes);
  }

  public boolean counts(ManagedNodeFact record) {
    return nodes.contains(record.identity().uid());
  }

  /** Whether the record was bought after all that are counted. */
  public boolean precede(ManagedNodeFact record) {
    return lastBought == null || record.identity().createdAt().isAfter(lastBought);
  }

  /**
   * With one more, after which nothing is bought before the instant if there are too many now. What
   * was bought before nothing was bought for a while is named, and counts no more.
   */
  public UselessNodes more(ManagedNodeFact record, Instant now, Instant waitUntil) {
    Instant bought = precede(record) ? record.identity().createdAt() : lastBought;
    if (hold(now)) {
      return new UselessNodes(inARow, with(record), bought, until);
    }
    int then = inARow + 1;
    return new UselessNodes(then, with(record), bought, then < TOO_MANY ? null : waitUntil);
  }

  private List<String> with(ManagedNodeFact record) {
    List<String> named = new ArrayList<>(nodes);
    named.add(record.identity().uid());
    return named.subList(Math.max(0, named.size() - MOST_NAMED), named.size());
  }
}
