package io.drover.rules.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A {@code NodeGroup} object: what its owner wants, and what was recorded about it.
 *
 * @param hold why none of its nodes may be removed now, by whoever annotated it; empty where they
 *     may
 * @param end whether somebody has deleted it
 * @param madeAt when Drover made it for pods; null where somebody else did
 */
public record NodeGroupFact(
    GroupName name,
    String uid,
    String resourceVersion,
    GroupSpec spec,
    String hold,
    History history,
    End end,
    @Nullable Instant madeAt)
    implements Fact {
  /** A label that says that Drover made the group, and for what. */
  public static final String MADE_FOR = "drover.dev/made-for";

  /** The label's value: pods that no other group could take. */
  public static final String PODS = "pods";

  /** With any text but the empty one, no node of the group is removed while it stands there. */
  public static final String HOLD = "drover.dev/hold";

  /** On which nobody has a hold. */
  public NodeGroupFact(
      GroupName name, String uid, String resourceVersion, GroupSpec spec, History history) {
    this(name, uid, resourceVersion, spec, "", history);
  }

  /** That nobody has deleted. */
  public NodeGroupFact(
      GroupName name,
      String uid,
      String resourceVersion,
      GroupSpec spec,
      String hold,
      History history) {
    this(name, uid, resourceVersion, spec, hold, history, End.NONE);
  }

  /** That somebody else made. */
  public NodeGroupFact(
      GroupName name,
      String uid,
      String resourceVersion,
      GroupSpec spec,
      String hold,
      History history,
      End end) {
    this(name, uid, resourceVersion, spec, hold, history, end, null);
  }

  /**
   * How the object ends.
   *
   * @param guarded whether it stays until Drover lets it go
   * @param deleting whether somebody has deleted it
   */
  public record End(boolean guarded, boolean deleting) {
    public static final End NONE = new End(false, false);
  }

  /**
   * Since when it has had no nodes, by what is on record, if it has none now; null where Drover did
   * not make it.
   */
  public @Nullable Instant emptySince() {
    Instant since = madeAt;
    if (since != null && history.lastScaleUp() != null && since.isBefore(history.lastScaleUp())) {
      since = history.lastScaleUp();
    }
    if (since != null
        && history.lastScaleDown() != null
        && since.isBefore(history.lastScaleDown())) {
      since = history.lastScaleDown();
    }
    return since;
  }

  /** Whether its nodes are to go, all of them. */
  public boolean closing() {
    return end.deleting() && spec.behaviour().deletion() == GroupSpec.Deletion.DELETE;
  }

  /**
   * What survives a restart. Unknown history counts as "just now", never as "long ago".
   *
   * @param desired the ledger: nodes reserved, absolute; null before the first reservation
   * @param lastScaleUp last time a node was bought, null if never
   * @param lastScaleDown last time a node was removed, null if never
   * @param backoffs offerings that recently failed, by {@link OfferingId#toString()}
   * @param standing how the group stands with its provider
   * @param spending what it has cost this month, null where nobody has begun to count
   * @param swings how often it bought room again that it had just taken away
   */
  public record History(
      @Nullable Integer desired,
      @Nullable Instant lastScaleUp,
      @Nullable Instant lastScaleDown,
      Map<String, Backoff> backoffs,
      Standing standing,
      @Nullable Spending spending,
      Swings swings) {
    public static final History NONE = new History(null, null, null, Map.of());

    public History {
      backoffs = Map.copyOf(backoffs);
    }

    public History(
        @Nullable Integer desired,
        @Nullable Instant lastScaleUp,
        @Nullable Instant lastScaleDown,
        Map<String, Backoff> backoffs) {
      this(desired, lastScaleUp, lastScaleDown, backoffs, Standing.NONE, null);
    }

    /** Of a group that did not swing. */
    public History(
        @Nullable Integer desired,
        @Nullable Instant lastScaleUp,
        @Nullable Instant lastScaleDown,
        Map<String, Backoff> backoffs,
        Standing standing,
        @Nullable Spending spending) {
      this(desired, lastScaleUp, lastScaleDown, backoffs, standing, spending, Swings.NONE);
    }

    public History with(Swings next) {
      return new History(desired, lastScaleUp, lastScaleDown, backoffs, standing, spending, next);
    }

    public History with(Standing next) {
      return new History(desired, lastScaleUp, lastScaleDown, backoffs, next, spending, swings);
    }

    public History with(@Nullable Spending next) {
      return new History(desired, lastScaleUp, lastScaleDown, backoffs, standing, next, swings);
    }
  }

  /**
   * An offering, or every one, left out until an instant.
   *
   * @param failures in a row; 0 where no purchase failed but the account itself
   */
  public record Backoff(Instant until, int failures, String reason) {
    /** In the place of an offering: nothing is bought. */
    public static final String EVERY_OFFERING = "*";

    /** What stands against an offering of the group, over by now or not. */
    public static Stream<Backoff> of(NodeGroupFact group, OfferingId offering) {
      Map<String, Backoff> all = group.history().backoffs();
      return all.isEmpty()
          ? Stream.empty()
          : Stream.of(EVERY_OFFERING, offering.toString()).filter(all::containsKey).map(all::get);
    }
  }

  /**
   * How a group stands with its provider.
   *
   * @param sizeChange the newest change of its target size, null where none is under way
   * @param strangers its machines that are nobody's, as they were before one of ours was to come
   * @param frozen why nothing is bought or deleted for it, null while it may be
   * @param joins how often in a row what it bought did not become a node
   * @param useless how often in a row what it bought ran none of the pods that it was bought for
   */
  public record Standing(
      @Nullable SizeChange sizeChange,
      List<String> strangers,
      @Nullable String frozen,
      JoinFailures joins,
      UselessNodes useless) {
    public static final Standing NONE = new Standing(null, List.of(), null);

    public Standing {
      strangers = List.copyOf(strangers);
    }

    /** All of whose machines have become nodes that are of use. */
    public Standing(
        @Nullable SizeChange sizeChange, List<String> strangers, @Nullable String frozen) {
      this(sizeChange, strangers, frozen, JoinFailures.NONE, UselessNodes.NONE);
    }

    public Standing with(JoinFailures next) {
      return new Standing(sizeChange, strangers, frozen, next, useless);
    }

    public Standing with(UselessNodes next) {
      return new Standing(sizeChange, strangers, frozen, joins, next);
    }
  }

  /**
   * An absolute change of the group's target size, recorded before the provider is called.
   *
   * @param intent uid of the {@code ManagedNode} that it is for
   * @param victim the machine that is to go, null where none is named
   */
  public record SizeChange(
      int from, int to, String intent, @Nullable String victim, Instant since) {
    public boolean grows() {
      return to > from;
    }
  }

  public boolean observed() {
    return spec.mode() == GroupSpec.Mode.OBSERVE;
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.NODE_GROUP, name.value());
  }
}
