package io.drover.verticles.replay;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people run in a cluster in the course of time, on nodes of one kind.
 *
 * @param deeds in order of their times
 */
record Load(String name, OfferingFact offering, Duration lasts, List<Deed> deeds) {
  private static final double SECONDS_AN_HOUR = 3600;

  /** From then on the cluster keeps so many pods of the workload. */
  record Deed(Duration at, EmbeddedWorkload workload) {}

  Load {
    deeds = deeds.stream().sorted(Comparator.comparing(Deed::at)).toList();
  }

  /** Has it happen from now on. */
  void play(SimulatedTime time, EmbeddedCluster cluster) {
    play(time, time.now(), cluster, 0);
  }

  private void play(SimulatedTime time, Instant start, EmbeddedCluster cluster, int next) {
    if (next < deeds.size()) {
      Deed deed = deeds.get(next);
      time.after(
          Duration.between(time.now(), start.plus(deed.at())),
          () -> {
            cluster.run(deed.workload());
            play(time, start, cluster, next + 1);
          });
    }
  }

  /**
   * Fewest node-hours that any autoscaler could do with, minute by minute: the linear relaxation,
   * in which nodes come and go at once and in parts and pods may be cut, for pods that start when
   * they are wanted. With one kind of node its solution is the scarcest resource's share.
   */
  double leastNodeHours() {
    double hours = 0;
    for (Resources wanted : wantedByMinute()) {
      hours += nodes(wanted) / 60;
    }
    return hours;
  }

  private double nodes(Resources wanted) {
    return wanted.amounts().entrySet().stream()
        .mapToDouble(each -> (double) each.getValue() / offering.allocatable().get(each.getKey()))
        .max()
        .orElse(0);
  }

  /** What pods ask for in each minute, the mean over it. */
  private List<Resources> wantedByMinute() {
    int minutes = Math.toIntExact(lasts.toMinutes());
    Map<String, double[]> changes = new HashMap<>();
    Map<String, Deed> standing = new HashMap<>();
    for (Deed deed : deeds) {
      EmbeddedWorkload workload = deed.workload();
      if (workload.runsFor() != null) {
        add(changes, deed.at(), deed.at().plus(workload.runsFor()), workload);
      } else {
        Deed before = standing.put(workload.name(), deed);
        if (before != null) {
          add(changes, before.at(), deed.at(), before.workload());
        }
      }
    }
    standing.values().forEach(deed -> add(changes, deed.at(), lasts, deed.workload()));
    List<Resources> all = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      Map<String, Long> amounts = new HashMap<>();
      int now = minute;
      changes.forEach((resource, byMinute) -> amounts.put(resource, (long) byMinute[now]));
      all.add(Resources.of(amounts));
    }
    return all;
  }

  private void add(
      Map<String, double[]> byMinute, Duration from, Duration until, EmbeddedWorkload workload) {
    int minutes = Math.toIntExact(lasts.toMinutes());
    double start = from.toSeconds() / 60.0;
    double end = Math.min(until.toSeconds() / 60.0, minutes);
    for (int minute = (int) start; minute < end; minute++) {
      double share = Math.min(end, minute + 1) - Math.max(start, minute);
      int here = minute;
      workload
          .needs()
          .requests()
          .amounts()
          .forEach(
              (resource, amount) ->
                  byMinute.computeIfAbsent(resource, any -> new double[minutes])[here] +=
                      share * amount * workload.replicas());
    }
  }

  /** Most pods that are wanted at once, to the minute. */
  long mostPods() {
    return wantedByMinute().stream().mapToLong(all -> all.get(Resources.PODS)).max().orElse(0);
  }

  /** The mean of the nodes that run, of node-hours. */
  double meanNodes(double nodeHours) {
    return nodeHours / (lasts.toSeconds() / SECONDS_AN_HOUR);
  }
}
