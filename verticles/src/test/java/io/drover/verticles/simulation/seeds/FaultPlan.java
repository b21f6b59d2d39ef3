package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a seed, with their times; drawn beforehand, so that any of them can be left out.
 */
record FaultPlan(List<Timed> faults) {
  private static final int FEWEST = 5;
  private static final List<Far> FARS = List.of(Far.CLUSTER, Far.CLOUD, Far.LOCKS);
  private static final Duration FIRST = Duration.ofMinutes(2);

  /** From these minutes on what belongs to the edge of the seed is waited for. */
  private static final int[] BEGINS = {12, 42, 72};

  private static final int AIMED = 18;
  private static final int MANY = 50;

  /** Comes about less often than others that are tried for, and is tried for twice as often. */
  private static final Edge SEEN_TOO_LATE = new Edge(Phase.PROVISIONED, Phase.DRAINING);

  private static final Edge RESERVED_IN_VAIN = new Edge(Phase.INTENDED, Phase.TERMINATING);

  private static final List<Function<Random, Fault>> KINDS =
      List.of(
          r -> new Fault.Crash(member(r), r.nextInt(40), r.nextBoolean()),
          r -> new Fault.Crash(member(r), r.nextInt(8), r.nextBoolean()),
          r -> new Fault.Stop(member(r), seconds(r, 2, 90)),
          r -> new Fault.OwnerGone(true, seconds(r, 1, 60)),
          r -> new Fault.OwnerGone(false, seconds(r, 5, 60)),
          FaultPlan::unreliable,
          FaultPlan::unreliable,
          r -> new Fault.Slow(500 + r.nextInt(8_000), seconds(r, 60, 600)),
          FaultPlan::partition,
          FaultPlan::partition,
          r -> new Fault.ApiServerGone(seconds(r, 5, 180)),
          FaultPlan::lag,
          r -> new Disturbance.Relist(member(r), seconds(r, 1, 60)),
          r -> new Disturbance.Conflicts(20 + r.nextInt(60), seconds(r, 30, 300)),
          FaultPlan::jump,
          r -> new Fault.StaleLists(seconds(r, 120, 1_200)),
          r -> new Fault.Ghost(r.nextDouble(), seconds(r, 60, 900)),
          r -> new Fault.SecondMachine(r.nextDouble()),
          r -> new Fault.SecondMachine(r.nextDouble()),
          r -> new Fault.Stray(r.nextInt(1_000)),
          FaultPlan::soldOut,
          r -> new Fault.Throttled(seconds(r, 3, 40), seconds(r, 30, 300)),
          r -> new Fault.ServerErrors(20 + r.nextInt(70), seconds(r, 30, 600)),
          r -> new Fault.SpotStorm(0.3 + 0.7 * r.nextDouble()),
          r -> new Fault.MachineDies(r.nextDouble()),
          r -> new Fault.MachinesNeverJoin(1 + r.nextInt(3)),
          r -> new Fault.SlowBoot(seconds(r, 60, 800), seconds(r, 120, 900)),
          r -> new Fault.RecordDeleted(r.nextDouble()),
          r -> new Fault.NodeDeleted(r.nextDouble(), seconds(r, 60, 1_500)),
          r -> new Fault.Uncordoned(),
          r -> new Fault.Scaled("web", r.nextInt(9)),
          r -> new Fault.Scaled("api", r.nextInt(15)),
          r -> new Fault.RulesSwapped(),
          r -> new Fault.HostileRules(seconds(r, 60, 900)),
          r -> new Fault.RulesCutOff(seconds(r, 60, 600)),
          r -> new Provocation.Denied(seconds(r, 30, 300)),
          r -> new Provocation.AnswersLost(seconds(r, 20, 300)),
          Recipes::guest,
          r -> new Provocation.LateMachine(r.nextDouble()),
          r -> new Provocation.Forgotten(r.nextDouble(), r.nextInt(3) == 0),
          r -> new Provocation.Revived(r.nextDouble(), seconds(r, 5, 90)));

  FaultPlan {
    faults = List.copyOf(faults);
  }

  /**
   * A fault and when it begins.
   *
   * @param aim what it then waits for; null where it does not
   */
  record Timed(Duration at, Fault fault, @Nullable Aim aim) {
    Timed(Duration at, Fault fault) {
      this(at, fault, null);
    }

    boolean waitsFor(Edge edge) {
      return aim != null && aim.edge().equals(edge);
    }

    @Override
    public String toString() {
      return at.toSeconds() + " s: " + fault + (aim == null ? "" : " at " + aim);
    }
  }

  /**
   * The next life that passes an edge is struck.
   *
   * @param after how much later
   */
  record Aim(Edge edge, Duration after) {
    @Override
    public String toString() {
      return edge + (after.isZero() ? "" : " and " + after.toMillis() + " ms");
    }
  }

  /** Those that come at any time, and those that strike while lives pass one edge. */
  static FaultPlan of(Random random, Setting.Rack rack) {
    List<Timed> faults = atAnyTime(random);
    Edge edge = edge(random, rack);
    List<Duration> begins = new ArrayList<>();
    for (int minutes : BEGINS) {
      Duration at = Duration.ofMinutes(minutes + random.nextInt(8));
      begins.add(at);
      faults.addAll(Recipes.of(edge, at, random));
    }
    List<Function<Random, Fault>> kinds = new ArrayList<>(KINDS);
    Collections.shuffle(kinds, random);
    for (Function<Random, Fault> kind : kinds.subList(0, AIMED)) {
      Duration at = begins.get(random.nextInt(begins.size()));
      faults.add(new Timed(at, kind.apply(random), new Aim(edge, Duration.ZERO)));
    }
    faults.sort(Comparator.comparing(Timed::at));
    return new FaultPlan(faults);
  }

  private static Edge edge(Random random, Setting.Rack rack) {
    boolean reserves = rack == Setting.Rack.SWITCHED;
    if (reserves && random.nextBoolean()) {
      return RESERVED_IN_VAIN;
    }
    List<Edge> edges = new ArrayList<>(Edge.all());
    edges.remove(RESERVED_IN_VAIN);
    edges.add(SEEN_TOO_LATE);
    return edges.get(random.nextInt(edges.size()));
  }

  /** What they are called where faults are counted. */
  static SortedSet<String> kinds() {
    SortedSet<String> kinds = new TreeSet<>();
    Random random = new Random(1);
    for (int i = 0; i < MANY; i++) {
      KINDS.forEach(kind -> kinds.add(kind.apply(random).kind()));
    }
    return kinds;
  }

  private static List<Timed> atAnyTime(Random random) {
    int many = FEWEST + random.nextInt(10);
    List<Timed> faults = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Fault fault = KINDS.get(random.nextInt(KINDS.size())).apply(random);
      long room = Course.FAULTS_END.minus(FIRST).minus(fault.lasts()).toMillis();
      faults.add(new Timed(FIRST.plusMillis(random.nextLong(room)), fault));
    }
    return faults;
  }

  FaultPlan without(Timed fault) {
    List<Timed> left = new ArrayList<>(faults);
    left.remove(fault);
    return new FaultPlan(left);
  }

  private static int member(Random random) {
    return random.nextInt(Setting.MEMBERS);
  }

  static Duration seconds(Random random, int least, int most) {
    return Duration.ofMillis(1_000L * least + random.nextInt(1_000 * (most - least)));
  }

  private static Far far(Random random) {
    return FARS.get(random.nextInt(FARS.size()));
  }

  private static Fault unreliable(Random r) {
    Trouble trouble =
        Trouble.unreliable(
            r.nextInt(30),
            r.nextInt(30),
            r.nextInt(10),
            20 + r.nextInt(r.nextInt(4) == 0 ? 9_000 : 900));
    return new Fault.Unreliable(member(r), far(r), trouble, seconds(r, 60, 900));
  }

  private static Fault partition(Random r) {
    int way = r.nextInt(4);
    return new Fault.Partition(member(r), far(r), way != 1, way != 2, seconds(r, 5, 240));
  }

  private static Fault lag(Random r) {
    List<FactKey.Kind> kinds =
        List.of(
            FactKey.Kind.NODE,
            FactKey.Kind.POD,
            FactKey.Kind.MANAGED_NODE,
            FactKey.Kind.NODE_GROUP,
            FactKey.Kind.DISRUPTION_BUDGET);
    return new Disturbance.WatchLag(
        member(r), kinds.get(r.nextInt(kinds.size())), seconds(r, 1, 8), seconds(r, 60, 900));
  }

  private static Fault jump(Random r) {
    Duration by = r.nextBoolean() ? seconds(r, 1, 20) : seconds(r, 20, 900);
    return new Disturbance.ClockJump(member(r), r.nextBoolean() ? by : by.negated());
  }

  private static Fault soldOut(Random r) {
    List<String> types =
        List.of("small", "medium", "large").stream().filter(type -> r.nextInt(3) > 0).toList();
    return new Fault.SoldOut(types, seconds(r, 60, 900));
  }
}
