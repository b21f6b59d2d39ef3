package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.simulation.seeds.Violation.Law;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One seed from its begin to its end. */
final class Play {
  private static final Duration LEAST = Duration.ofMinutes(125);
  private static final Duration LOOK = Duration.ofSeconds(20);
  private static final Duration PODS_RUN_WITHIN = Duration.ofMinutes(30);
  private static final Duration FLEET_SHRINKS_WITHIN = Duration.ofMinutes(40);
  private static final int MOST_EVENTS = 5_000_000;
  private static final int PODS_AT_LAST = 4;

  private final long seed;
  private final FaultPlan faults;
  private final Course course;
  private final SeededWorld world;

  Play(long seed, FaultPlan faults, ActivePolicies policies, Bugs bugs) {
    this.seed = seed;
    this.faults = faults;
    this.course = Course.of(Lots.COURSE.of(seed));
    this.world = new SeededWorld(seed, Setting.of(Lots.SETTING.of(seed), policies), bugs);
  }

  static FaultPlan faults(long seed) {
    Setting setting = Setting.of(Lots.SETTING.of(seed), Rules.silent());
    return FaultPlan.of(Lots.FAULTS.of(seed), setting.rack());
  }

  /** What became of it. */
  record Outcome(
      long seed,
      FaultPlan faults,
      Optional<Violation> violation,
      Duration played,
      int lives,
      int deaths,
      long events,
      Coverage.Seed coverage,
      History history) {
    String text() {
      return violation.map(Violation::toString).orElse("nothing")
          + " in seed "
          + seed
          + "\nfaults:\n  "
          + String.join("\n  ", faults.faults().stream().map(Object::toString).toList())
          + "\nlast events:\n"
          + history.last(Integer.getInteger("history", 80))
          + "\nagain: mvn -o verify -Psimulate -pl rules,verticles -DskipITs"
          + " -Dtest=SeedsOfMembersTest#playsOneSeedAgain"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dseed="
          + seed;
    }
  }

  Outcome play() {
    Instant begin = world.time().now();
    for (Course.Turn turn : course.turns()) {
      world.after(turn.at(), () -> world.embedded().run(turn.workload()));
    }
    for (FaultPlan.Timed timed : faults.faults()) {
      world.after(timed.at(), () -> world.strike(timed));
    }
    look();
    until(() -> false, Course.FAULTS_END.plusMinutes(2));
    world.calmDown();
    Course.last(PODS_AT_LAST).forEach(world.embedded()::run);
    if (!podsRunAgain()) {
      world.checks().broke(Law.PODS_RUN_AFTER_THE_FAULTS, waiting());
    }
    Course.last(0).forEach(world.embedded()::run);
    if (!until(this::fleetIsBack, stillFrozen().plus(FLEET_SHRINKS_WITHIN))) {
      world.checks().broke(Law.FLEET_RETURNS_TO_ITS_TARGET, standing());
    }
    until(() -> false, LEAST.minus(Duration.between(begin, world.time().now())));
    if (!broken() && !fleetIsBack()) {
      world.checks().broke(Law.FLEET_RETURNS_TO_ITS_TARGET, "and left again: " + standing());
    }
    return new Outcome(
        seed,
        faults,
        world.checks().broken(),
        Duration.between(begin, world.time().now()),
        world.census().made() + (world.rack() == null ? 0 : world.rack().made()),
        world.members().stream().mapToInt(Member::deaths).sum(),
        world.time().played(),
        world.coverage(),
        world.history());
  }

  /**
   * Pauses are waited for: those that are on, and then those that began since, when machines that
   * had been made before did not join.
   */
  private boolean podsRunAgain() {
    return until(this::podsRun, stillPaused().plus(PODS_RUN_WITHIN))
        || (stillPaused().isPositive()
            && until(this::podsRun, stillPaused().plus(PODS_RUN_WITHIN)));
  }

  /** A group whose nodes did not join, or did not help, buys none for a while. */
  private Duration stillPaused() {
    Instant now = world.time().now();
    return world.embedded().now().groups().stream()
        .map(group -> group.history().standing())
        .flatMap(standing -> Stream.of(standing.joins().until(), standing.useless().until()))
        .filter(Objects::nonNull)
        .map(until -> Duration.between(now, until))
        .filter(Duration::isPositive)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  /** A group that bought room again and again keeps its nodes for an hour ({@link Swings}). */
  private Duration stillFrozen() {
    Instant now = world.time().now();
    return world.embedded().now().groups().stream()
        .map(group -> group.history().swings().boughtAgain())
        .filter(again -> again.size() >= Swings.MANY)
        .map(again -> Duration.between(now, again.getLast().plus(Swings.FREEZE)))
        .filter(Duration::isPositive)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO);
  }

  private void look() {
    world.checks().look();
    world.after(LOOK, this::look);
  }

  private boolean broken() {
    return world.checks().broken().isPresent();
  }

  /** Ends as soon as a law is broken. */
  private boolean until(BooleanSupplier what, Duration atMost) {
    boolean[] came = {false};
    EverySecond second = new EverySecond();
    world
        .time()
        .runUntil(
            () -> {
              came[0] = second.due() && what.getAsBoolean();
              return came[0] || broken();
            },
            atMost,
            MOST_EVENTS);
    return came[0] || broken() || what.getAsBoolean();
  }

  /** A condition of the whole world is asked for once a second. */
  private final class EverySecond {
    private Instant next = Instant.MIN;

    boolean due() {
      if (world.time().now().isBefore(next)) {
        return false;
      }
      next = world.time().now().plusSeconds(1);
      return true;
    }
  }

  private boolean podsRun() {
    World now = world.embedded().now();
    return now.pods().stream()
        .allMatch(
            pod ->
                pod.state().nodeName() != null
                    && now.node(pod.state().nodeName()).filter(NodeFact::ready).isPresent());
  }

  private String waiting() {
    World now = world.embedded().now();
    return now.pods().stream()
            .filter(pod -> pod.state().nodeName() == null)
            .map(PodFact::podKey)
            .toList()
        + " wait; "
        + standing();
  }

  /** As few machines as there may be, each with its record and its Node, and nothing else. */
  private boolean fleetIsBack() {
    World now = world.embedded().now();
    for (NodeGroupFact group : now.groups()) {
      if (records(group.name()) != group.spec().size().min()) {
        return false;
      }
    }
    List<ManagedNodeFact> lives = now.managedNodes().stream().filter(Play::lives).toList();
    long records = lives.size();
    long strays = world.cloud().alive().filter(m -> m.name.startsWith("stray-")).count();
    long alive = world.cloud().alive().filter(m -> m.owner != null).count() - strays;
    int onRack = world.rack() == null ? 0 : world.rack().running();
    long nodes = now.nodes().stream().filter(node -> ours(node, now)).count();
    return lives.stream().allMatch(r -> r.phase() == Phase.READY)
        && records == alive + onRack
        && records == nodes
        && now.nodes().stream()
            .filter(node -> ours(node, now))
            .allMatch(n -> n.ready() && !n.shape().unschedulable());
  }

  /**
   * Whether a record names it. The Node of a second machine that was deleted is none of them: where
   * there is a cloud controller, that one takes it away.
   */
  private static boolean ours(NodeFact node, World now) {
    return !now.recordsNaming(node.name()).isEmpty();
  }

  private long records(GroupName group) {
    return world.embedded().now().managedNodes().stream()
        .filter(record -> record.group().equals(group) && lives(record))
        .count();
  }

  /** Records of lives that have ended are kept for a while. */
  private static boolean lives(ManagedNodeFact record) {
    return record.phase() != Phase.FAILED && record.phase() != Phase.GONE;
  }

  private String standing() {
    World now = world.embedded().now();
    return "owner "
        + world.owner().map(owner -> owner.number).orElse(-1)
        + ", records "
        + now.managedNodes().stream().map(Play::text).toList()
        + ", machines "
        + world.cloud().alive().toList()
        + ", nodes "
        + now.nodes().stream().map(Play::text).toList()
        + ", groups "
        + now.groups().stream().map(g -> g.name() + " " + g.history()).toList();
  }

  private static String text(NodeFact node) {
    return node.name()
        + (node.ready() ? "" : " not ready")
        + (node.shape().unschedulable() ? " cordoned" : "");
  }

  private static String text(ManagedNodeFact record) {
    return record.identity().name() + " " + record.identity().uid() + " " + record.progress();
  }
}
