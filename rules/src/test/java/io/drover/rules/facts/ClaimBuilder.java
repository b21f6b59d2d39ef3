package io.drover.rules.facts;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An unbound claim in namespace {@code default} for 1 GiB, ReadWriteOnce, of no class. */
public final class ClaimBuilder implements FactBuilder {
  private final String name;
  private String namespace = "default";
  private ClaimFact.Phase phase = ClaimFact.Phase.PENDING;
  private @Nullable String volume;
  private @Nullable String storageClass;
  private Set<AccessMode> modes = Set.of(AccessMode.READ_WRITE_ONCE);
  private @Nullable Long bytes = 1L << 30;
  private @Nullable NodeName selectedNode;
  private VolumeTerms terms = VolumeTerms.ANY;
  private boolean bindCompleted;
  private boolean deleting;
  private @Nullable String controller;

  private ClaimBuilder(String name) {
    this.name = name;
  }

  public static ClaimBuilder aClaim(String name) {
    return new ClaimBuilder(name);
  }

  public ClaimBuilder inNamespace(String value) {
    namespace = value;
    return this;
  }

  public ClaimBuilder of(String className) {
    storageClass = className;
    return this;
  }

  public ClaimBuilder boundTo(String name) {
    volume = name;
    phase = ClaimFact.Phase.BOUND;
    bindCompleted = true;
    return this;
  }

  /** Names a volume without being bound to it. */
  public ClaimBuilder meantFor(String name) {
    volume = name;
    return this;
  }

  public ClaimBuilder lost() {
    phase = ClaimFact.Phase.LOST;
    return this;
  }

  public ClaimBuilder deleting() {
    deleting = true;
    return this;
  }

  public ClaimBuilder modes(AccessMode... some) {
    modes = Set.of(some);
    return this;
  }

  public ClaimBuilder asking(@Nullable Long value) {
    bytes = value;
    return this;
  }

  public ClaimBuilder selecting(String label, String value) {
    Requirement wanted = new Requirement(label, Requirement.Operator.IN, List.of(value));
    terms = new VolumeTerms(new LabelSelector(List.of(wanted)), false, "");
    return this;
  }

  public ClaimBuilder block() {
    terms = new VolumeTerms(terms.selector(), true, terms.attributesClass());
    return this;
  }

  public ClaimBuilder ofAttributes(String className) {
    terms = new VolumeTerms(terms.selector(), terms.block(), className);
    return this;
  }

  public ClaimBuilder forNode(String node) {
    selectedNode = new NodeName(node);
    return this;
  }

  /** Made for the pod of the namespace, by its uid as PodBuilder has it. */
  public ClaimBuilder madeFor(String pod) {
    controller = "pod-" + namespace + "/" + pod;
    return this;
  }

  @Override
  public ClaimFact build() {
    return new ClaimFact(
        namespace,
        name,
        "claim-" + name,
        phase,
        volume,
        storageClass,
        modes,
        bytes,
        selectedNode,
        terms,
        new ClaimFact.Stage(bindCompleted, deleting),
        controller);
  }
}
