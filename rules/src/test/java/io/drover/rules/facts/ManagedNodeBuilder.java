package io.drover.rules.facts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The record of a ready node of group {@code general} that bears the record's own name. */
public final class ManagedNodeBuilder implements FactBuilder {
  private final String name;
  private String uid;
  private GroupName group = new GroupName("general");
  private OfferingFact offering = OfferingBuilder.anOffering("small").build();
  private ManagedNodeFact.Phase phase = ManagedNodeFact.Phase.READY;
  private Instant since = Instant.EPOCH;
  private @Nullable String providerId;
  private @Nullable NodeName nodeName;
  private @Nullable String failure;
  private ManagedNodeFact.@Nullable Removal removal;
  private ManagedNodeFact.Dealings dealings = ManagedNodeFact.Dealings.NONE;
  private List<String> replaces = List.of();
  private List<String> pods = List.of();
  private Instant createdAt = Instant.EPOCH;
  private boolean deleting;
  private Token token = new Token(1, 1);

  private ManagedNodeBuilder(String name) {
    this.name = name;
    this.uid = "managed-" + name;
    this.providerId = "sim://" + name;
    this.nodeName = new NodeName(name);
  }

  public static ManagedNodeBuilder aManagedNode(String name) {
    return new ManagedNodeBuilder(name);
  }

  public ManagedNodeBuilder in(String groupName) {
    group = new GroupName(groupName);
    return this;
  }

  public ManagedNodeBuilder of(OfferingFact value) {
    offering = value;
    return this;
  }

  public ManagedNodeBuilder in(ManagedNodeFact.Phase value, Instant phaseSince) {
    phase = value;
    since = phaseSince;
    return this;
  }

  /** Recorded; no instance and no Node is known. */
  public ManagedNodeBuilder intended() {
    phase = ManagedNodeFact.Phase.INTENDED;
    return instance(null).node(null);
  }

  public ManagedNodeBuilder instance(@Nullable String id) {
    providerId = id;
    return this;
  }

  public ManagedNodeBuilder node(@Nullable String value) {
    nodeName = value == null ? null : new NodeName(value);
    return this;
  }

  public ManagedNodeBuilder failing(String value) {
    failure = value;
    return this;
  }

  public ManagedNodeBuilder removedFor(String value) {
    removal = new ManagedNodeFact.Removal(value, "plan-2", false);
    return this;
  }

  /** It was bought to take the place of these records' nodes. */
  public ManagedNodeBuilder replacing(String... records) {
    replaces = List.of(records);
    return this;
  }

  /** It was bought then, for the pods of these uids. */
  public ManagedNodeBuilder boughtFor(Instant at, String... uids) {
    createdAt = at;
    pods = List.of(uids);
    return this;
  }

  /** The target size of its group was changed for it. */
  public ManagedNodeBuilder sized(ManagedNodeFact.Sized value) {
    dealings = new ManagedNodeFact.Dealings(value, dealings.surplus());
    return this;
  }

  /** A second machine of its intent is about to be deleted. */
  public ManagedNodeBuilder surplus(String id) {
    dealings = new ManagedNodeFact.Dealings(dealings.sized(), List.of(id));
    return this;
  }

  public ManagedNodeBuilder deleting() {
    deleting = true;
    return this;
  }

  public ManagedNodeBuilder uid(String value) {
    uid = value;
    return this;
  }

  public ManagedNodeBuilder writtenUnder(Token value) {
    token = value;
    return this;
  }

  @Override
  public ManagedNodeFact build() {
    return new ManagedNodeFact(
        new ManagedNodeFact.Identity(name, uid, "1", createdAt, deleting),
        new ManagedNodeFact.Purchase(
                group, offering.id(), offering.price(), "plan-1", "PODS_UNSCHEDULABLE", replaces)
            .forPods(pods),
        new ManagedNodeFact.Progress(
            phase, since, providerId, nodeName, failure, removal, dealings),
        token);
  }
}
