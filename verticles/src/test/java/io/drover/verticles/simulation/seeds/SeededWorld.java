package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.locks.Candidacy;
import io.drover.verticles.provider.Fence;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.simulation.Machinery;
import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.simulation.SizedCloud;
import io.drover.verticles.simulation.SwitchedPark;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that there is in a seed: one cluster, its clouds, the members and the ways between.
 */
final class SeededWorld {
  /** How long after a fault what happens counts as happening under it. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(1);

  private final SimulatedTime time;
  private final Setting setting;
  private final History history;
  private final EmbeddedCluster embedded;
  private final Network network;
  private final SimulatedCloud cloud;
  private final @Nullable Machinery rack;
  private final Census census;
  private final Checks checks;
  private final Coverage.Seed coverage;
  private final SharedCluster cluster;
  private final List<Member> members = new ArrayList<>();
  private final Map<String, Instant> felt = new HashMap<>();
  private final Aims aims = new Aims(this::hit);
  private final Targets targets;
  private final Kubelets kubelets;
  private final Instant begin;
  private final FairTime fair;
  private ActivePolicies policies;

  SeededWorld(long seed, Setting setting, Bugs bugs) {
    this.setting = setting;
    policies = setting.policies();
    time = new SimulatedTime(seed);
    begin = time.now();
    fair = new FairTime(time);
    history = new History(time);
    embedded = new EmbeddedCluster(SharedCluster.UID, time, time);
    network = new Network(time, Lots.NETWORK.of(seed));
    List<OfferingFact> offerings = new ArrayList<>(setting.offerings());
    offerings.add(Setting.onTheRack());
    census = new Census(time, fair, this::machines, offerings, setting.keyed());
    checks = new Checks(time, embedded::now, history, census);
    cloud =
        new SimulatedCloud(
            time,
            embedded,
            Lots.CLOUD.of(seed),
            setting.offerings(),
            setting.keyed(),
            new Looking());
    if (setting.laggingLists()) {
      cloud.mood.lag = SimulatedCloud.MOST_LAG;
    }
    targets = new Targets(embedded::now, cloud);
    rack = rack(setting);
    kubelets = new Kubelets(time, embedded, cloud, rack);
    coverage = new Coverage.Seed(this::felt);
    cluster =
        new SharedCluster(
            time, embedded, network, checks, this::passed, history, Lots.CONFLICTS.of(seed));
    settle();
    open(bugs);
  }

  /** Has what the cloud does looked at. */
  private final class Looking implements SimulatedCloud.Observer {
    @Override
    public void made(Machine machine) {
      census.made(machine, checks);
      history.add("made", machine);
    }

    @Override
    public void deleting(Machine machine) {
      checks.deleting(machine);
      history.add("deleting", machine);
    }
  }

  private @Nullable Machinery rack(Setting of) {
    List<OfferingFact> bare = List.of(Setting.onTheRack());
    return switch (of.rack()) {
      case NONE -> null;
      case SIZED -> new SizedCloud(time, embedded, bare, true);
      case SWITCHED -> new SwitchedPark(time, embedded, bare);
    };
  }

  private void settle() {
    for (NodeGroupFact group : setting.groups()) {
      embedded.apply(group.name(), group.spec());
    }
    NodeFact.Shape shape =
        EmbeddedCluster.shape(
            Resources.of(1900, 3800L << 20, 110),
            List.of(
                new Taint("node-role.kubernetes.io/control-plane", "", Taint.Effect.NO_SCHEDULE)));
    embedded.join(
        new NodeName("cp-1"),
        "sim://cp-1",
        Map.of("node-role.kubernetes.io/control-plane", "", NodeFact.GROUP_LABEL, "general"),
        shape);
    embedded.join(
        new NodeName("legacy-1"),
        "other://legacy-1",
        Map.of("kubernetes.io/hostname", "legacy-1"),
        EmbeddedCluster.shape(Resources.of(400, 1L << 30, 10), List.of()));
  }

  private void open(Bugs bugs) {
    LockService locks = new LockService(time, history);
    Function<Door, Candidacy> candidacy =
        setting.locks() ? locks::candidacy : door -> Candidacy.ALONE;
    MemberHouse house =
        new MemberHouse(cluster, accounts(), candidacy, () -> policies, this::told, bugs);
    for (int i = 0; i < Setting.MEMBERS; i++) {
      members.add(new Member(i, time, house));
    }
    cluster.tell(
        deltas ->
            members.forEach(
                member -> {
                  if (member.living() != null) {
                    member.living().cluster().told(deltas);
                  }
                }));
    members.forEach(Member::start);
  }

  private Map<ProviderName, BiFunction<Door, Fence, NodeProvider>> accounts() {
    Map<ProviderName, BiFunction<Door, Fence, NodeProvider>> accounts = new LinkedHashMap<>();
    accounts.put(
        new ProviderName("cloud"),
        (door, fence) -> MemberCloud.reached(cloud, door, fence, checks));
    Machinery standing = rack;
    if (standing != null) {
      accounts.put(
          new ProviderName("rack"),
          (door, fence) ->
              MemberCloud.watched(new MemberRack(standing.reached(), door), door, checks));
    }
    return accounts;
  }

  private Collection<Machine> machines() {
    return cloud.machines();
  }

  private void told(JournalEntry entry) {
    history.add("told", entry.kind(), entry.reason(), entry.text(), entry.ids());
    census.told(entry);
    kubelets.told(entry);
  }

  /** Has a fault begin and end, or wait for what it is aimed at. */
  void strike(FaultPlan.Timed fault) {
    if (fault.aim() == null) {
      strike(fault.fault());
    } else {
      aims.await(fault);
    }
  }

  private void hit(FaultPlan.Timed timed, Aims.Hit hit) {
    Duration after = Objects.requireNonNull(timed.aim()).after();
    Fault fault = timed.fault().of(hit.member());
    if (after.isZero()) {
      strike(fault, hit.record());
    } else {
      after(after, () -> strike(fault, hit.record()));
    }
  }

  /** What has no time left to end before it must be calm does not begin. */
  private void strike(Fault fault, String record) {
    Duration left = Course.FAULTS_END.minus(Duration.between(begin, time.now()));
    if (fault.lasts().compareTo(left) < 0) {
      targets.aim(record);
      strike(fault);
      targets.aim(null);
    }
  }

  void strike(Fault fault) {
    if (!fault.possible(this)) {
      return;
    }
    history.add("FAULT", fault);
    felt.put(fault.kind(), time.now().plus(fault.lasts()).plus(AFTERWARDS));
    fault.begin(this);
    if (!fault.lasts().isZero()) {
      fair.ends();
      after(
          fault.lasts(),
          () -> {
            history.add("END OF FAULT", fault);
            fault.end(this);
            fair.begins();
          });
    }
  }

  private Collection<String> felt() {
    Instant now = time.now();
    List<String> kinds = new ArrayList<>();
    felt.forEach(
        (kind, until) -> {
          if (now.isBefore(until)) {
            kinds.add(kind);
          }
        });
    if (kinds.isEmpty()) {
      kinds.add("(none)");
    }
    return new TreeSet<>(kinds);
  }

  private void passed(Edge edge, @Nullable ManagedNodeFact record, int member) {
    aims.passed(edge, record, member);
    coverage.passed(edge);
  }

  /** Nothing goes wrong any more. */
  void calmDown() {
    history.add("CALM");
    aims.giveUp();
    kubelets.silenceRevived();
    network.calmDown();
    cloud.calmDown();
    cluster.conflicts = 0;
    decideWith(setting.policies());
    for (Member member : members) {
      member.clock.setRight();
      member.surviveCrossings();
      member.goOn();
      watch(member.number).ifPresent(WatchOfMember::catchUp);
      healed(member.number, Far.CLUSTER);
    }
  }

  SimulatedTime time() {
    return time;
  }

  Setting setting() {
    return setting;
  }

  History history() {
    return history;
  }

  EmbeddedCluster embedded() {
    return embedded;
  }

  SharedCluster cluster() {
    return cluster;
  }

  SimulatedCloud cloud() {
    return cloud;
  }

  Network network() {
    return network;
  }

  Checks checks() {
    return checks;
  }

  Census census() {
    return census;
  }

  Coverage.Seed coverage() {
    return coverage;
  }

  Optional<Machine> machine(double which) {
    return targets.machine(which);
  }

  Kubelets kubelets() {
    return kubelets;
  }

  Targets targets() {
    return targets;
  }

  List<Member> members() {
    return members;
  }

  @Nullable Machinery rack() {
    return rack;
  }

  Member member(int number) {
    return members.get(number);
  }

  Optional<Member> owner() {
    return members.stream().filter(Member::owns).findFirst();
  }

  Optional<WatchOfMember> watch(int member) {
    Member.Living living = member(member).living();
    return living == null ? Optional.empty() : living.cluster().watch();
  }

  void after(Duration delay, Runnable task) {
    time.after(delay, task);
  }

  void everyWay(Consumer<Way> each) {
    for (Member member : members) {
      for (Far far : Far.values()) {
        each.accept(new Way(member.number, far));
      }
    }
  }

  /** The watches connect anew a little later. */
  void healed(int member, Far far) {
    if (far == Far.CLUSTER) {
      after(
          Duration.ofMillis(500),
          () -> {
            if (network.tells(new Way(member, Far.CLUSTER))) {
              watch(member).ifPresent(WatchOfMember::relist);
            }
          });
    }
  }

  void decideWith(ActivePolicies next) {
    policies = next;
    members.forEach(member -> member.decideWith(next));
  }

  void scale(String workload, int replicas) {
    embedded.run(Course.named(workload, replicas));
  }
}
