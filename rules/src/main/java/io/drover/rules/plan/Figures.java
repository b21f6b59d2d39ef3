package io.drover.rules.plan;

import io.drover.rules.facts.Calendar;
import io.drover.rules.facts.ClusterStats;
import io.drover.rules.facts.FleetCount;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.GroupStats;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeLoad;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.TimeOfDay;
import io.drover.rules.facts.UtilizationFact;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up the nodes of each group, and of all, for the rules. */
final class Figures {
  private static final double MICROS = 1e6;

  private final Question question;
  private final Map<GroupName, Sum> sums = new HashMap<>();
  private final Sum all = new Sum();

  private Figures(Question question) {
    this.question = question;
  }

  /** What is added up of some nodes. */
  private static final class Sum {
    private int ready;
    private int occupied;
    private int measured;
    private long cpuMillis;
    private long memoryBytes;
    private long cpuRequested;
    private long memoryRequested;
    private double cpuUsed;
    private double memoryUsed;
    private FleetCount fleet = FleetCount.NONE;

    void serves(ServingNode node, NodeLoad load, @Nullable UtilizationFact usage) {
      ready++;
      occupied += load.pods() > 0 ? 1 : 0;
      cpuMillis += node.cpuMillis();
      memoryBytes += node.memoryBytes();
      cpuRequested += load.cpuMillis();
      memoryRequested += load.memoryBytes();
      if (usage != null) {
        measured++;
        cpuUsed += usage.cpu();
        memoryUsed += usage.memory();
      }
    }

    double pricePerHour() {
      return fleet.wantedPrice().microsPerHour() / MICROS;
    }

    boolean measured() {
      return ready > 0 && measured == ready;
    }

    double ofReady(double used) {
      return measured() ? used / ready : 0;
    }
  }

  static Surroundings of(Question question, Expendables expendables) {
    Figures figures = new Figures(question);
    figures.addUp(expendables);
    List<GroupStats> groups = question.world().groups().stream().map(figures::group).toList();
    return new Surroundings(
        figures.cluster(),
        groups,
        question.settings().zones().stream()
            .map(zone -> TimeOfDay.of(question.now(), zone))
            .toList(),
        question.settings().zones().stream()
            .map(zone -> Calendar.of(question.now(), zone))
            .toList());
  }

  private void addUp(Expendables expendables) {
    Map<NodeName, UtilizationFact> usage = new HashMap<>();
    question.usage().samples().forEach(sample -> usage.put(sample.node(), sample));
    for (ServingNode node : question.world().servingNodes()) {
      NodeLoad load = expendables.load(node);
      UtilizationFact used = usage.get(node.name());
      of(node.group()).serves(node, load, used);
      all.serves(node, load, used);
    }
    for (NodeGroupFact group : question.world().groups()) {
      FleetCount fleet = question.world().count(group.name());
      of(group.name()).fleet = fleet;
      all.fleet = all.fleet.plus(fleet);
    }
  }

  private Sum of(GroupName group) {
    return sums.computeIfAbsent(group, any -> new Sum());
  }

  private GroupStats group(NodeGroupFact group) {
    Sum sum = of(group.name());
    GroupSpec.Aims aims = group.spec().behaviour().scaleUp().aims();
    Instant grown =
        group.history().lastScaleUp() == null
            ? question.remembered().historyLostSince().get(group.name())
            : Objects.requireNonNull(group.history().lastScaleUp());
    return new GroupStats(
        group.name(),
        group.spec().size().min(),
        group.spec().size().max(),
        sum.fleet.wanted(),
        sum.ready,
        sum.pricePerHour(),
        fraction(sum.cpuRequested, sum.cpuMillis),
        fraction(sum.memoryRequested, sum.memoryBytes),
        sum.measured(),
        sum.ofReady(sum.cpuUsed),
        sum.ofReady(sum.memoryUsed),
        since(grown),
        since(group.history().lastScaleDown()),
        scheduled(aims.schedules()),
        aims.cpuThreshold(),
        aims.cooldown(),
        headroom(aims, sum.occupied),
        sum.occupied,
        spent(group, sum.fleet),
        aims.monthlyBudget() == null ? 0 : aims.monthlyBudget().dollars(),
        !group.hold().isEmpty());
  }

  /** The most that is to be free, always or by one of the schedules that hold now. */
  private int headroom(GroupSpec.Aims aims, int occupied) {
    return aims.schedules().stream()
        .filter(schedule -> schedule.when().contains(question.now()))
        .mapToInt(schedule -> schedule.headroom().of(occupied))
        .reduce(aims.headroom().of(occupied), Math::max);
  }

  private double spent(NodeGroupFact group, FleetCount fleet) {
    Spending spending = group.history().spending();
    return spending == null
        ? 0
        : spending.until(question.now(), fleet.runningPrice()).amount().dollars();
  }

  /** The most that any of the schedules wants now. */
  private int scheduled(List<GroupSpec.Schedule> schedules) {
    return schedules.stream()
        .filter(schedule -> schedule.when().contains(question.now()))
        .mapToInt(GroupSpec.Schedule::min)
        .max()
        .orElse(0);
  }

  private ClusterStats cluster() {
    Instant first = question.now();
    int pending = 0;
    for (PodFact pod : question.world().unschedulablePods()) {
      Instant since = pod.state().pendingSince();
      first = since != null && since.isBefore(first) ? since : first;
      pending++;
    }
    return new ClusterStats(
        all.fleet.wanted(),
        all.ready,
        all.pricePerHour(),
        fraction(all.cpuRequested, all.cpuMillis),
        fraction(all.memoryRequested, all.memoryBytes),
        all.measured(),
        all.ofReady(all.cpuUsed),
        all.ofReady(all.memoryUsed),
        pending,
        Duration.between(first, question.now()));
  }

  private Duration since(@Nullable Instant at) {
    return at == null
        ? GroupStats.NEVER
        : at.isAfter(question.now()) ? Duration.ZERO : Duration.between(at, question.now());
  }

  /** Of nothing, nothing is taken. */
  private static double fraction(long requested, long allocatable) {
    return allocatable <= 0 ? 0.0 : (double) requested / allocatable;
  }
}
