package io.drover.rules.facts;

import static io.drover.rules.facts.Amounts.amounts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pod of a ReplicaSet that its scheduler found unschedulable, asking 100m and 128Mi. */
public final class PodBuilder implements FactBuilder {
  private final String name;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> nodeSelector = new HashMap<>();
  private final List<SelectorTerm> affinity = new ArrayList<>();
  private final List<Toleration> tolerations = new ArrayList<>();
  private final List<HostPort> hostPorts = new ArrayList<>();
  private final List<SpreadConstraint> spread = new ArrayList<>();
  private final List<AffinityTerm> podAffinity = new ArrayList<>();
  private final List<AffinityTerm> podAntiAffinity = new ArrayList<>();
  private final List<Weighted<SelectorTerm>> preferredNodes = new ArrayList<>();
  private final List<Weighted<AffinityTerm>> preferredNear = new ArrayList<>();
  private final List<Weighted<AffinityTerm>> preferredApart = new ArrayList<>();
  private final List<SpreadConstraint> preferredSpread = new ArrayList<>();
  private final List<String> claims = new ArrayList<>();
  private final Set<String> ephemeral = new HashSet<>();
  private final List<PodVolumes.Disk> disks = new ArrayList<>();
  private final Set<String> notSimulated = new HashSet<>();
  private String namespace = "default";
  private Resources requests = amounts("100m", "128Mi", 1);
  private PodFact.Scheduling scheduling = PodFact.Scheduling.UNSCHEDULABLE;
  private @Nullable NodeName nodeName;
  private @Nullable String requestedNode;
  private Instant createdAt = Instant.EPOCH;
  private @Nullable Instant pendingSince = Instant.EPOCH;
  private @Nullable Instant deletingSince;
  private @Nullable Instant deletingUntil;
  private @Nullable Owner owner = new Owner("ReplicaSet", "web", "rs-web");
  private @Nullable Instant heldUntil;
  private PodFact.Consent consent = PodFact.Consent.UNSAID;
  private Duration grace = Duration.ofSeconds(30);
  private int priority;
  private boolean preempts = true;
  private boolean mirror;
  private boolean localStorage;

  private PodBuilder(String name) {
    this.name = name;
  }

  public static PodBuilder aPod(String name) {
    return new PodBuilder(name);
  }

  public PodBuilder inNamespace(String value) {
    namespace = value;
    return this;
  }

  public PodBuilder asking(String cpu, String memory) {
    return asking(amounts(cpu, memory, 1));
  }

  public PodBuilder asking(Resources all) {
    requests = all;
    return this;
  }

  public PodBuilder selecting(String label, String value) {
    nodeSelector.put(label, value);
    return this;
  }

  /** One more term of the required node affinity, of labels. */
  public PodBuilder requiring(Requirement... expressions) {
    return requiring(new SelectorTerm(List.of(expressions), List.of()));
  }

  public PodBuilder requiring(SelectorTerm term) {
    affinity.add(term);
    return this;
  }

  public PodBuilder tolerating(String key) {
    return tolerating(new Toleration(key, Toleration.Operator.EXISTS, "", null));
  }

  public PodBuilder tolerating(Toleration toleration) {
    tolerations.add(toleration);
    return this;
  }

  public PodBuilder hostPort(int port) {
    hostPorts.add(new HostPort("", "TCP", port));
    return this;
  }

  /** Demands the node by name, without being bound to it. */
  public PodBuilder requesting(String node) {
    requestedNode = node;
    return this;
  }

  public PodBuilder spreading(SpreadConstraint constraint) {
    spread.add(constraint);
    return this;
  }

  public PodBuilder near(AffinityTerm term) {
    podAffinity.add(term);
    return this;
  }

  public PodBuilder apartFrom(AffinityTerm term) {
    podAntiAffinity.add(term);
    return this;
  }

  /** Would rather run on nodes with such labels. */
  public PodBuilder preferring(int weight, Requirement... expressions) {
    preferredNodes.add(new Weighted<>(weight, new SelectorTerm(List.of(expressions), List.of())));
    return this;
  }

  public PodBuilder ratherNear(int weight, AffinityTerm term) {
    preferredNear.add(new Weighted<>(weight, term));
    return this;
  }

  public PodBuilder ratherApartFrom(int weight, AffinityTerm term) {
    preferredApart.add(new Weighted<>(weight, term));
    return this;
  }

  public PodBuilder ratherSpread(SpreadConstraint constraint) {
    preferredSpread.add(constraint);
    return this;
  }

  public PodBuilder mounting(String claim) {
    claims.add(claim);
    return this;
  }

  /** A claim that is made for the pod, named as its volume controller does. */
  public PodBuilder mountingEphemeral(String volume) {
    ephemeral.add(name + "-" + volume);
    return mounting(name + "-" + volume);
  }

  public PodBuilder mounting(PodVolumes.Disk disk) {
    disks.add(disk);
    return this;
  }

  public PodBuilder notSimulated(String constraint) {
    notSimulated.add(constraint);
    return this;
  }

  public PodBuilder labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public PodBuilder ownedBy(String kind, String ownerName) {
    owner = new Owner(kind, ownerName, "owner-" + ownerName);
    return this;
  }

  public PodBuilder ofDaemonSet(String daemonSet) {
    return ownedBy("DaemonSet", daemonSet);
  }

  public PodBuilder bare() {
    owner = null;
    return this;
  }

  public PodBuilder mirror() {
    mirror = true;
    return this;
  }

  public PodBuilder withLocalStorage() {
    localStorage = true;
    return this;
  }

  public PodBuilder consenting(PodFact.Consent value) {
    consent = value;
    return this;
  }

  /** Its owner forbids to evict it until then. */
  public PodBuilder heldUntil(Instant value) {
    heldUntil = value;
    return this;
  }

  public PodBuilder priority(int value) {
    priority = value;
    return this;
  }

  public PodBuilder grace(Duration value) {
    grace = value;
    return this;
  }

  /** Its priority takes no other pod's place. */
  public PodBuilder neverPreempting() {
    preempts = false;
    return this;
  }

  /** Is expected on the node; it was found unschedulable before. */
  public PodBuilder nominatedFor(String node) {
    nodeName = new NodeName(node);
    stands(PodFact.Scheduling.NOMINATED);
    pendingSince = Instant.EPOCH;
    return this;
  }

  public PodBuilder on(String node) {
    nodeName = new NodeName(node);
    return stands(PodFact.Scheduling.BOUND);
  }

  public PodBuilder pendingSince(Instant since) {
    stands(PodFact.Scheduling.UNSCHEDULABLE);
    pendingSince = since;
    return this;
  }

  public PodBuilder stands(PodFact.Scheduling value) {
    scheduling = value;
    pendingSince = null;
    return this;
  }

  public PodBuilder deletingSince(Instant since) {
    deletingSince = since;
    return this;
  }

  /** Its deletion gives it another grace period than its own. */
  public PodBuilder deletingUntil(Instant until) {
    deletingUntil = until;
    return this;
  }

  public PodBuilder createdAt(Instant at) {
    createdAt = at;
    return this;
  }

  @Override
  public PodFact build() {
    PodKey key = new PodKey(namespace, name);
    return new PodFact(
        new PodFact.Identity(key, "pod-" + key, "1", createdAt, labels),
        new PodNeeds(
            requests,
            new NodeChoice(requestedNode, nodeSelector, affinity, tolerations),
            hostPorts,
            new Company(spread, podAffinity, podAntiAffinity),
            new PodVolumes(
                claims,
                ephemeral,
                disks,
                ephemeral.isEmpty() ? null : new Owner("Pod", name, "pod-" + key)),
            notSimulated),
        new Preferences(preferredNodes, preferredNear, preferredApart, preferredSpread),
        new PodFact.State(scheduling, nodeName, pendingSince, deletingSince, deletingUntil),
        new PodFact.Traits(
            owner, priority, preempts, grace, mirror, localStorage, consent, heldUntil));
  }
}
