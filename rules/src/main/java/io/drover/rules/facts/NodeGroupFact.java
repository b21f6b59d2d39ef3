package io.drover.rules.facts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code NodeGroup} object: what its owner wants, and what was recorded about it. */
public record NodeGroupFact(
    GroupName name, String uid, String resourceVersion, GroupSpec spec, History history)
    implements Fact {

  /**
   * What survives a restart. Unknown history counts as "just now", never as "long ago".
   *
   * @param desired the ledger: nodes reserved, absolute; null before the first reservation
   * @param lastScaleUp last time a node was bought, null if never
   * @param lastScaleDown last time a node was removed, null if never
   * @param backoffs offerings that recently failed, by {@link OfferingId#toString()}
   */
  public record History(
      @Nullable Integer desired,
      @Nullable Instant lastScaleUp,
      @Nullable Instant lastScaleDown,
      Map<String, Backoff> backoffs) {
    public static final History NONE = new History(null, null, null, Map.of());

    public History {
      backoffs = Map.copyOf(backoffs);
    }
  }

  /** An offering left out until an instant, after so many failures in a row. */
  public record Backoff(Instant until, int failures, String reason) {}

  public boolean observed() {
    return spec.mode() == GroupSpec.Mode.OBSERVE;
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.NODE_GROUP, name.value());
  }
}
