package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.FactKey;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * The faults of a seed, with their times; drawn beforehand, so that any of them can be left out.
 */
record FaultPlan(List<Timed> faults) {
  private static final int FEWEST = 5;
  private static final List<Far> FARS = List.of(Far.CLUSTER, Far.CLOUD, Far.LOCKS);
  private static final Duration FIRST = Duration.ofMinutes(2);

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
          r -> new Fault.Relist(member(r), seconds(r, 1, 60)),
          r -> new Fault.Conflicts(20 + r.nextInt(60), seconds(r, 30, 300)),
          FaultPlan::jump,
          r -> new Fault.StaleLists(seconds(r, 120, 1_200)),
          r -> new Fault.Ghost(r.nextDouble(), seconds(r, 60, 900)),
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
          r -> new Fault.RulesCutOff(seconds(r, 60, 600)));

  FaultPlan {
    faults = List.copyOf(faults);
  }

  /** A fault and when it begins. */
  record Timed(Duration at, Fault fault) {
    @Override
    public String toString() {
      return at.toSeconds() + " s: " + fault;
    }
  }

  static FaultPlan of(Random random) {
    int many = FEWEST + random.nextInt(10);
    List<Timed> faults = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      Fault fault = KINDS.get(random.nextInt(KINDS.size())).apply(random);
      long room = Course.FAULTS_END.minus(FIRST).minus(fault.lasts()).toMillis();
      faults.add(new Timed(FIRST.plusMillis(random.nextLong(room)), fault));
    }
    faults.sort(Comparator.comparing(Timed::at));
    return new FaultPlan(faults);
  }

  FaultPlan without(Timed fault) {
    List<Timed> left = new ArrayList<>(faults);
    left.remove(fault);
    return new FaultPlan(left);
  }

  private static int member(Random random) {
    return random.nextInt(Setting.MEMBERS);
  }

  private static Duration seconds(Random random, int least, int most) {
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
    return new Fault.WatchLag(
        member(r), kinds.get(r.nextInt(kinds.size())), seconds(r, 1, 8), seconds(r, 60, 900));
  }

  private static Fault jump(Random r) {
    Duration by = r.nextBoolean() ? seconds(r, 1, 20) : seconds(r, 20, 900);
    return new Fault.ClockJump(member(r), r.nextBoolean() ? by : by.negated());
  }

  private static Fault soldOut(Random r) {
    List<String> types =
        List.of("small", "medium", "large").stream().filter(type -> r.nextInt(3) > 0).toList();
    return new Fault.SoldOut(types, seconds(r, 60, 900));
  }
}
