package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.InstanceFarEnd;
import io.drover.verticles.provider.shapes.Page;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cloud that sells machines one by one: they boot, join and end, its lists lag behind, and it
 * refuses, errs and lies as it is told to.
 */
final class SimulatedCloud implements InstanceFarEnd.Searchable {
  static final Duration SETTLES = Duration.ofSeconds(30);

  /** After so long no call is carried out any more. */
  private static final Duration LATEST = Duration.ofMinutes(15);

  /** Below what the capabilities say. */
  static final Duration MOST_LAG = SETTLES.minusSeconds(2);

  private static final int PAGE = 50;

  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final Random random;
  private final List<OfferingFact> offerings;
  private final boolean keyed;
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, Machine> byKey = new HashMap<>();
  private final Map<String, Asked> asked = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private final Observer observer;

  /** How it is now; faults change it. */
  final Mood mood = new Mood();

  /** What is wrong with the cloud. */
  static final class Mood {
    final Set<String> soldOut = new HashSet<>();
    Duration retryAfter = Duration.ZERO;

    /** Of a hundred calls that end in a 5xx. */
    int errors;

    /** Most that a list lags behind, below what the capabilities say. */
    Duration lag = Duration.ZERO;

    int neverJoin;

    /** Whether no machine is sold to us at all. */
    boolean denies;

    /** What somebody else puts on every node that joins. */
    List<Taint> foreign = List.of();

    Duration slowerBoot = Duration.ZERO;
  }

  /** Who looks at what is done here. */
  interface Observer {
    void made(Machine machine);

    /** A machine is about to be taken away because a member asked for it. */
    void deleting(Machine machine);
  }

  SimulatedCloud(
      SimulatedTime time,
      EmbeddedCluster cluster,
      Random random,
      List<OfferingFact> offerings,
      boolean keyed,
      Observer observer) {
    this.time = time;
    this.cluster = cluster;
    this.random = random;
    this.offerings = offerings;
    this.keyed = keyed;
    this.observer = observer;
  }

  boolean keyed() {
    return keyed;
  }

  Collection<Machine> machines() {
    return machines.values();
  }

  Stream<Machine> alive() {
    return machines.values().stream().filter(Machine::alive);
  }

  void calmDown() {
    mood.soldOut.clear();
    mood.retryAfter = Duration.ZERO;
    mood.errors = 0;
    mood.lag = Duration.ZERO;
    mood.neverJoin = 0;
    mood.denies = false;
    mood.slowerBoot = Duration.ZERO;
    machines.values().forEach(machine -> machine.ghost = false);
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return Future.succeededFuture(Page.slice(offerings, continuation, PAGE));
  }

  @Override
  public Future<Page<Instance>> list(Scope scope, String continuation) {
    return refusal()
        .<Future<Page<Instance>>>map(FarEndFailed::future)
        .orElseGet(() -> Future.succeededFuture(Page.slice(listed(), continuation, PAGE)));
  }

  private List<Instance> listed() {
    Instant now = time.now();
    machines.values().removeIf(machine -> forgotten(machine, now));
    return machines.values().stream()
        .filter(machine -> shown(machine, now))
        .map(machine -> machine.listed(now))
        .toList();
  }

  private static boolean forgotten(Machine machine, Instant now) {
    return machine.gone() && !machine.ghost && now.isAfter(machine.shownUntil);
  }

  private static boolean shown(Machine machine, Instant now) {
    return machine.ghost
        || (machine.owner != null
            && !now.isBefore(machine.shownFrom)
            && (!machine.gone() || !now.isAfter(machine.shownUntil)));
  }

  @Override
  public Future<Optional<Instance>> find(OwnerTag owner, String name) {
    Optional<ProviderFailure> refusal = refusal();
    if (refusal.isPresent()) {
      return FarEndFailed.future(refusal.get());
    }
    Instant now = time.now();
    return Future.succeededFuture(
        machines.values().stream()
            .filter(machine -> shown(machine, now) && !machine.gone())
            .filter(machine -> machine.intent().equals(owner.intent()))
            .map(Machine::instance)
            .findFirst());
  }

  private Optional<ProviderFailure> refusal() {
    if (!mood.retryAfter.isZero() && random.nextInt(3) > 0) {
      return Optional.of(new ProviderFailure.RateLimited("slow down", mood.retryAfter));
    }
    return random.nextInt(100) < mood.errors
        ? Optional.of(new ProviderFailure.Unreachable("503", true))
        : Optional.empty();
  }

  @Override
  public Future<Instance> create(Create create) {
    asked.put(create.owner().intent(), new Asked(create, time.now()));
    Optional<ProviderFailure> refusal = refusal();
    boolean doneAllTheSame =
        refusal.filter(ProviderFailure.Unreachable.class::isInstance).isPresent()
            && random.nextBoolean();
    if (refusal.isPresent() && !doneAllTheSame) {
      return FarEndFailed.future(refusal.get());
    }
    Machine known = byKey.get(create.owner().intent());
    if (keyed && known != null) {
      return answer(known, refusal);
    }
    if (mood.denies) {
      return FarEndFailed.future(new ProviderFailure.Denied("the quota is used up"));
    }
    if (mood.soldOut.contains(create.offering().instanceType())) {
      return FarEndFailed.future(new ProviderFailure.NoCapacity("sold out"));
    }
    return answer(carryOut(create), refusal);
  }

  private static Future<Instance> answer(Machine machine, Optional<ProviderFailure> refusal) {
    return refusal
        .<Future<Instance>>map(FarEndFailed::future)
        .orElseGet(() -> Future.succeededFuture(machine.instance()));
  }

  private Machine make(OwnerTag owner, String name, OfferingId offering) {
    String id = "sim://" + name;
    int again = 1;
    while (!ids.add(id)) {
      again++;
      id = "sim://" + name + "." + again;
    }
    Machine made = new Machine(id, id.substring(6), offering, owner, time.now());
    made.shownFrom = time.now().plus(lag());
    machines.put(id, made);
    observer.made(made);
    return made;
  }

  /** A second machine of an intent, made by the same call as the first. */
  void makeDouble(Machine first) {
    if (first.owner != null) {
      Machine second = make(first.owner, first.name + "b", first.offering);
      second.labels = first.labels;
      second.taints = first.taints;
      boot(second);
    }
  }

  /** A call, and when it came last. */
  private record Asked(Create create, Instant at) {}

  /** A machine is made as asked for a while ago, unless it was made then. */
  void carryOutLate(String intent) {
    Asked call = asked.get(intent);
    if (call != null && !byKey.containsKey(intent) && call.at().plus(LATEST).isAfter(time.now())) {
      carryOut(call.create()).late = true;
    }
  }

  private Machine carryOut(Create create) {
    Machine made = make(create.owner(), create.name(), create.offering());
    byKey.put(create.owner().intent(), made);
    made.labels = create.template().labels();
    made.taints = create.template().taints();
    boot(made);
    return made;
  }

  /** A machine with our tag whose intent nobody knows, unless there was one. */
  void makeStray(OwnerTag owner, OfferingId offering) {
    String name = "stray-" + owner.intent();
    if (!ids.contains("sim://" + name)) {
      Machine unused = make(owner, name, offering);
    }
  }

  private Duration lag() {
    long most = mood.lag.toMillis();
    return most == 0 ? Duration.ZERO : Duration.ofMillis(random.nextLong(most));
  }

  private void boot(Machine machine) {
    if (mood.neverJoin > 0) {
      mood.neverJoin--;
      return;
    }
    Duration boot = Duration.ofMillis(20_000 + random.nextInt(50_000)).plus(mood.slowerBoot);
    time.after(boot, () -> join(machine));
  }

  private void join(Machine machine) {
    if (!machine.alive()) {
      return;
    }
    OfferingFact offering =
        offerings.stream().filter(o -> o.id().equals(machine.offering)).findFirst().orElseThrow();
    Map<String, String> all = new HashMap<>(machine.labels);
    all.put("kubernetes.io/hostname", machine.name);
    List<Taint> taints = new ArrayList<>(machine.taints);
    taints.addAll(mood.foreign);
    NodeFact.Shape shape = EmbeddedCluster.shape(offering.allocatable(), taints);
    cluster.join(machine.node, machine.id, all, shape);
  }

  /** Its kubelet starts again and registers, as after a reboot. */
  void reboot(Machine machine) {
    join(machine);
  }

  @Override
  public Future<Void> delete(Delete delete) {
    String providerId = delete.providerId();
    Optional<ProviderFailure> refusal = refusal();
    if (refusal.isPresent() && (!mayHaveHappened(refusal.get()) || random.nextBoolean())) {
      return FarEndFailed.future(refusal.get());
    }
    Machine machine = machines.get(providerId);
    if (machine == null || machine.gone()) {
      return FarEndFailed.future(new ProviderFailure.NotFound("no " + providerId));
    }
    if (machine.alive()) {
      observer.deleting(machine);
      machine.state = Instance.State.TERMINATING;
      silence(machine);
      time.after(Duration.ofMillis(1_000 + random.nextInt(7_000)), () -> end(machine));
    }
    return refusal
        .<Future<Void>>map(FarEndFailed::future)
        .orElseGet(() -> Future.succeededFuture());
  }

  private static boolean mayHaveHappened(ProviderFailure failure) {
    return failure instanceof ProviderFailure.Unreachable unreachable
        && unreachable.mayHaveHappened();
  }

  private void silence(Machine machine) {
    cluster
        .now()
        .node(machine.node)
        .filter(node -> machine.id.equals(node.providerId()) && node.ready())
        .ifPresent(node -> cluster.silence(machine.node));
  }

  private void end(Machine machine) {
    machine.state = Instance.State.OFF;
    machine.shownUntil = time.now().plus(lag());
  }

  /** It is gone without anybody having asked for it. */
  void die(Machine machine) {
    if (!machine.gone()) {
      silence(machine);
      end(machine);
    }
  }
}
