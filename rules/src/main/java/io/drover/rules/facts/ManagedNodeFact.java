package io.drover.rules.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A {@code ManagedNode} object: the record of one node's life, made before the node is bought. */
public record ManagedNodeFact(
    Identity identity, Purchase purchase, Progress progress, Token writtenUnder) implements Fact {

  /** Why a record was made for a machine of an intent that has another one already. */
  public static final String SECOND_MACHINE = "SECOND_MACHINE_OF_INTENT";

  /** Which record this is, in which version; its uid is the intent's idempotency key. */
  public record Identity(
      String name, String uid, String resourceVersion, Instant createdAt, boolean deleting) {}

  /**
   * What was decided to be bought, and why.
   *
   * @param replaces names of the records whose nodes go once this one serves; empty for most
   * @param takesUp what was there before the record; null for what is really bought
   * @param pods uids of pods that it was bought for, some of each kind, at most {@link #MOST_PODS}
   */
  public record Purchase(
      GroupName group,
      OfferingId offering,
      Price price,
      String plan,
      String reason,
      List<String> replaces,
      @Nullable TakenUp takesUp,
      List<String> pods) {
    /** So many pods of those that it is bought for are remembered. */
    public static final int MOST_PODS = 10;

    public Purchase {
      replaces = List.copyOf(replaces);
      pods = List.copyOf(pods);
    }

    /** Of what is not bought for pods that wait, or nobody knows for which. */
    public Purchase(
        GroupName group,
        OfferingId offering,
        Price price,
        String plan,
        String reason,
        List<String> replaces,
        @Nullable TakenUp takesUp) {
      this(group, offering, price, plan, reason, replaces, takesUp, List.of());
    }

    /** Of a machine that is not there yet. */
    public Purchase(
        GroupName group,
        OfferingId offering,
        Price price,
        String plan,
        String reason,
        List<String> replaces) {
      this(group, offering, price, plan, reason, replaces, null);
    }

    /** The same for these pods. */
    public Purchase forPods(List<String> uids) {
      return new Purchase(group, offering, price, plan, reason, replaces, takesUp, uids);
    }

    /** One that takes nobody's place. */
    public Purchase(GroupName group, OfferingId offering, Price price, String plan, String reason) {
      this(group, offering, price, plan, reason, List.of());
    }
  }

  /**
   * A machine, or the Node of one, that no record stood for.
   *
   * @param providerId the machine
   * @param intent uid of the record that it was made for, by its tag; {@link #NO_TAG} where it
   *     bears none; null for a dead Node whose machine nobody lists
   */
  public record TakenUp(String providerId, @Nullable String intent) {
    /** Stands for the intent of a machine that bears no tag. */
    public static final String NO_TAG = "-";

    /**
     * Whether only a dead Node was found. That its machine is ours nothing proves, so that it is
     * never deleted.
     */
    public boolean deadNode() {
      return intent == null;
    }
  }

  /**
   * How far the life has come.
   *
   * @param since when the phase began
   * @param providerId the instance, null until the provider has named it; while the record is
   *     INTENDED, one of an inventory that is reserved for it
   * @param nodeName the Node, null until it has joined
   * @param failure the last failure in the field's words, null when nothing failed
   * @param removal why the node is being removed, null while it is wanted
   * @param dealings what was settled with the provider besides
   */
  public record Progress(
      Phase phase,
      Instant since,
      @Nullable String providerId,
      @Nullable NodeName nodeName,
      @Nullable String failure,
      @Nullable Removal removal,
      Dealings dealings) {
    public Progress(
        Phase phase,
        Instant since,
        @Nullable String providerId,
        @Nullable NodeName nodeName,
        @Nullable String failure,
        @Nullable Removal removal) {
      this(phase, since, providerId, nodeName, failure, removal, Dealings.NONE);
    }

    public Progress to(Phase next, Instant at) {
      return new Progress(next, at, providerId, nodeName, failure, removal, dealings);
    }

    public Progress failing(@Nullable String reason) {
      return new Progress(phase, since, providerId, nodeName, reason, removal, dealings);
    }

    public Progress removedFor(@Nullable Removal why) {
      return new Progress(phase, since, providerId, nodeName, failure, why, dealings);
    }

    public Progress onMachine(String id) {
      return new Progress(phase, since, id, nodeName, failure, removal, dealings);
    }

    public Progress asNode(NodeName name) {
      return new Progress(phase, since, providerId, name, failure, removal, dealings);
    }

    public Progress withoutNode() {
      return new Progress(phase, since, providerId, null, failure, removal, dealings);
    }

    public Progress dealing(Dealings next) {
      return new Progress(phase, since, providerId, nodeName, failure, removal, next);
    }
  }

  /**
   * What was settled with the provider besides the machine.
   *
   * @param sized what became of the group's target size for it, null where nothing did
   * @param surplus further machines of the intent that are about to be deleted
   */
  public record Dealings(@Nullable Sized sized, List<String> surplus) {
    public static final Dealings NONE = new Dealings(null, List.of());

    public Dealings {
      surplus = List.copyOf(surplus);
    }
  }

  /** What became of the group's target size for a node. */
  public enum Sized {
    /** It was raised by one; a machine of the group is or will be this one's. */
    RAISED,
    /** It was lowered again. */
    LOWERED
  }

  /**
   * Why a node is being removed.
   *
   * @param reason in the field's words
   * @param plan that decided it, empty where none did
   * @param interrupted whether the machine goes anyway: a drain that cannot finish does not keep it
   */
  public record Removal(String reason, String plan, boolean interrupted) {}

  /** The phases of a node's life, in order. */
  public enum Phase {
    /** Recorded; the provider may or may not have been called. */
    INTENDED,
    /** The provider has named an instance; its Node has not joined. */
    PROVISIONED,
    /** The Node exists and is not ready yet. */
    JOINED,
    /** The Node was ready and serves. */
    READY,
    /** Cordoned; pods are being evicted. */
    DRAINING,
    /** Empty; the instance is being deleted. */
    TERMINATING,
    /** It ended badly, and nothing is left of it but the record, for people to see. */
    FAILED,
    /** Instance and Node are gone; the record is about to go. */
    GONE
  }

  public ManagedNodeFact with(Progress next, Token token) {
    return new ManagedNodeFact(identity, purchase, next, token);
  }

  public Phase phase() {
    return progress.phase();
  }

  public GroupName group() {
    return purchase.group();
  }

  /** What its machine's tag says: the record's uid, or that of the one which it stands in for. */
  public String intent() {
    TakenUp takenUp = purchase.takesUp();
    return takenUp == null || takenUp.intent() == null || takenUp.intent().equals(TakenUp.NO_TAG)
        ? identity.uid()
        : takenUp.intent();
  }

  /** Whether it was made for a dead Node. */
  public boolean deadNode() {
    TakenUp takenUp = purchase.takesUp();
    return takenUp != null && takenUp.deadNode();
  }

  /** Whether it was made for a second machine of an intent, so that this one goes in good order. */
  public boolean secondMachine() {
    return purchase.takesUp() != null && SECOND_MACHINE.equals(purchase.reason());
  }

  /** Whether nothing is left but the record. */
  public boolean over() {
    return switch (phase()) {
      case INTENDED, PROVISIONED, JOINED, READY, DRAINING, TERMINATING -> false;
      case FAILED, GONE -> true;
    };
  }

  /** Bought or being bought, and not on its way out: counts as capacity of its group. */
  public boolean wanted() {
    return switch (phase()) {
      case INTENDED, PROVISIONED, JOINED, READY -> !identity.deleting();
      case DRAINING, TERMINATING, FAILED, GONE -> false;
    };
  }

  /** Whether there is a machine that costs, as far as is recorded. */
  public boolean hasMachine() {
    return switch (phase()) {
      case INTENDED, FAILED, GONE -> false;
      case PROVISIONED, JOINED, READY, DRAINING, TERMINATING -> true;
    };
  }

  /** Whether it counts as capacity of its group: wanted, and not noted for removal. */
  public boolean counts() {
    return wanted() && progress.removal() == null && !secondMachine();
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.MANAGED_NODE, identity.name());
  }
}
