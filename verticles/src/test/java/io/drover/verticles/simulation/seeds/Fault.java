package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Trouble;
import io.drover.verticles.simulation.seeds.Network.Way;
import java.time.Duration;
import java.util.List;

/** One thing that goes wrong, with every figure drawn beforehand. */
interface Fault {
  /** What it is called where faults are counted. */
  default String kind() {
    return getClass().getSimpleName();
  }

  /** How long it acts; zero for what only happens. */
  default Duration lasts() {
    return Duration.ZERO;
  }

  /** Whether it can do anything as things stand. */
  default boolean possible(SeededWorld world) {
    return true;
  }

  /** Whether a life may be struck by it. */
  default boolean suits(ManagedNodeFact record) {
    return true;
  }

  /** The same for another member, where it is for one. */
  default Fault of(int member) {
    return this;
  }

  void begin(SeededWorld world);

  default void end(SeededWorld world) {}

  /** The process is killed at a call, before it or after it. */
  record Crash(int member, int crossing, boolean after) implements Fault {
    /** What follows the write is a call or two. */
    @Override
    public Fault of(int other) {
      return new Crash(other, crossing % 4, after);
    }

    @Override
    public void begin(SeededWorld world) {
      world.member(member).dieAt(crossing, after);
    }
  }

  /** The process is stopped, and goes on later with what it had queued. */
  record Stop(int member, Duration lasts) implements Fault {
    @Override
    public Fault of(int other) {
      return new Stop(other, lasts);
    }

    @Override
    public void begin(SeededWorld world) {
      world.member(member).stop();
    }

    @Override
    public void end(SeededWorld world) {
      world.member(member).goOn();
    }
  }

  /** The owner, whoever it is, is killed or stopped. */
  record OwnerGone(boolean killed, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.owner().ifPresent(owner -> strike(world, owner));
    }

    private void strike(SeededWorld world, Member owner) {
      if (killed) {
        owner.crash(lasts);
      } else {
        owner.stop();
        world.after(lasts, owner::goOn);
      }
    }
  }

  /** Calls and answers are lost, made twice and late. */
  record Unreliable(int member, Far far, Trouble trouble, Duration lasts) implements Fault {
    @Override
    public Fault of(int other) {
      return new Unreliable(other, far, trouble, lasts);
    }

    @Override
    public void begin(SeededWorld world) {
      world.network().begin(new Way(member, far), trouble);
    }

    @Override
    public void end(SeededWorld world) {
      world.network().end(new Way(member, far), trouble);
    }
  }

  /** Everything takes as long as that. */
  record Slow(int mostMillis, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.everyWay(way -> world.network().begin(way, Trouble.slow(mostMillis)));
    }

    @Override
    public void end(SeededWorld world) {
      world.everyWay(way -> world.network().end(way, Trouble.slow(mostMillis)));
    }
  }

  /** A member cannot reach something, or cannot hear it. */
  record Partition(int member, Far far, boolean away, boolean back, Duration lasts)
      implements Fault {
    @Override
    public String kind() {
      return "Partition" + far;
    }

    @Override
    public Fault of(int other) {
      return new Partition(other, far, away, back, lasts);
    }

    @Override
    public void begin(SeededWorld world) {
      world.network().begin(new Way(member, far), Trouble.cut(away, back));
    }

    @Override
    public void end(SeededWorld world) {
      world.network().end(new Way(member, far), Trouble.cut(away, back));
      world.healed(member, far);
    }
  }

  /** Nobody hears anything of the API server. */
  record ApiServerGone(Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.members().forEach(m -> world.network().begin(way(m), Trouble.cut(true, true)));
    }

    private static Way way(Member member) {
      return new Way(member.number, Far.CLUSTER);
    }

    @Override
    public void end(SeededWorld world) {
      for (Member member : world.members()) {
        world.network().end(way(member), Trouble.cut(true, true));
        world.healed(member.number, Far.CLUSTER);
      }
    }
  }

  /** Lists of the cloud lag behind as much as they may. */
  record StaleLists(Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.lag = SimulatedCloud.MOST_LAG;
    }

    @Override
    public void end(SeededWorld world) {
      if (!world.setting().laggingLists()) {
        world.cloud().mood.lag = Duration.ZERO;
      }
    }
  }

  /** A machine is gone and goes on to be listed. */
  record Ghost(double which, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world
          .targets()
          .machine(which)
          .ifPresent(
              machine -> {
                machine.ghost = true;
                world.cloud().die(machine);
              });
    }

    @Override
    public void end(SeededWorld world) {
      world.cloud().machines().forEach(machine -> machine.ghost = false);
    }
  }

  /** The cloud makes a second machine of an intent; one that takes keys never does. */
  record SecondMachine(double which) implements Fault {
    @Override
    public boolean possible(SeededWorld world) {
      return !world.setting().keyed();
    }

    @Override
    public void begin(SeededWorld world) {
      world.targets().machine(which).ifPresent(world.cloud()::makeDouble);
    }
  }

  /** There is a machine with our tag and an intent that nobody knows. */
  record Stray(int number) implements Fault {
    /** Of more at once people have to see to it: everything is frozen until then. */
    @Override
    public boolean possible(SeededWorld world) {
      return world.targets().nobodys() < 2;
    }

    @Override
    public void begin(SeededWorld world) {
      OwnerTag owner = new OwnerTag("home", SharedCluster.UID, "general", "lost-" + number);
      world.cloud().makeStray(owner, world.setting().offerings().getFirst().id());
    }
  }

  record SoldOut(List<String> types, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.soldOut.addAll(types);
    }

    @Override
    public void end(SeededWorld world) {
      types.forEach(world.cloud().mood.soldOut::remove);
    }
  }

  record Throttled(Duration retryAfter, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.retryAfter = retryAfter;
    }

    @Override
    public void end(SeededWorld world) {
      world.cloud().mood.retryAfter = Duration.ZERO;
    }
  }

  record ServerErrors(int percent, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.errors = percent;
    }

    @Override
    public void end(SeededWorld world) {
      world.cloud().mood.errors = 0;
    }
  }

  /** A share of the spot machines is announced to go, and goes two minutes later. */
  record SpotStorm(double share) implements Fault {
    private static final Duration NOTICE = Duration.ofMinutes(2);

    @Override
    public void begin(SeededWorld world) {
      List<Machine> spot = world.cloud().alive().filter(SpotStorm::spot).toList();
      spot.stream()
          .limit(Math.round(share * spot.size()))
          .forEach(machine -> announce(machine, world));
    }

    private static boolean spot(Machine machine) {
      return machine.owner != null && machine.offering.capacityType().equals("spot");
    }

    private static void announce(Machine machine, SeededWorld world) {
      for (Member member : world.members()) {
        member.hear(machine.id, member.clock.now().plus(NOTICE));
      }
      world.after(NOTICE, () -> world.cloud().die(machine));
    }
  }

  /** A machine fails: it is gone at once and for good. */
  record MachineDies(double which) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.targets().machine(which).ifPresent(world.cloud()::die);
    }
  }

  record MachinesNeverJoin(int many) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.neverJoin += many;
    }
  }

  record SlowBoot(Duration by, Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.slowerBoot = by;
    }

    @Override
    public void end(SeededWorld world) {
      world.cloud().mood.slowerBoot = Duration.ZERO;
    }
  }

  /** {@code kubectl delete managednode}. */
  record RecordDeleted(double which) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world
          .targets()
          .record(which, any -> true)
          .map(record -> record.identity().name())
          .ifPresent(world.embedded()::withdraw);
    }
  }

  /** {@code kubectl delete node}; its kubelet registers again a few minutes later. */
  record NodeDeleted(double which, Duration registersAfter) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world
          .targets()
          .node(which)
          .ifPresent(node -> world.kubelets().deleteNode(node, registersAfter));
    }
  }

  /** {@code kubectl uncordon} of whatever is cordoned. */
  record Uncordoned() implements Fault {
    @Override
    public void begin(SeededWorld world) {
      List<NodeName> cordoned = world.targets().cordoned();
      cordoned.forEach(world.embedded()::uncordon);
    }
  }

  /** {@code kubectl scale}. */
  record Scaled(String workload, int replicas) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.scale(workload, replicas);
    }
  }

  /** Other rules of the same meaning take over. */
  record RulesSwapped() implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.decideWith(Rules.other(world.setting().policies()));
    }
  }

  /** Rules that find every node unneeded and object to nothing; until somebody takes them back. */
  record HostileRules(Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.decideWith(Rules.hostile(world.setting().policies()));
    }

    @Override
    public void end(SeededWorld world) {
      world.decideWith(world.setting().policies());
    }
  }

  /** Rules that say nothing any more, as those that run into their budget. */
  record RulesCutOff(Duration lasts) implements Fault {
    @Override
    public void begin(SeededWorld world) {
      world.decideWith(Rules.silent());
    }

    @Override
    public void end(SeededWorld world) {
      world.decideWith(world.setting().policies());
    }
  }
}
