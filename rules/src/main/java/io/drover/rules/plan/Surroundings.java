package io.drover.rules.plan;

import io.drover.rules.facts.Calendar;
import io.drover.rules.facts.ClusterStats;
import io.drover.rules.facts.GroupStats;
import io.drover.rules.facts.TimeOfDay;
import java.util.ArrayList;
import java.util.List;

/**
 * What scaling rules see besides the pods and nodes that they are asked about: groups and cluster
 * in figures, and the time.
 *
 * @param groups every group of the cluster
 * @param times one for each zone that the cluster's configuration names
 * @param calendars one for each of the same zones
 */
public record Surroundings(
    ClusterStats cluster,
    List<GroupStats> groups,
    List<TimeOfDay> times,
    List<Calendar> calendars) {
  public Surroundings {
    groups = List.copyOf(groups);
    times = List.copyOf(times);
    calendars = List.copyOf(calendars);
  }

  /** All of them. */
  public List<Object> facts() {
    List<Object> facts = new ArrayList<>(groups);
    facts.add(cluster);
    facts.addAll(times);
    facts.addAll(calendars);
    return facts;
  }
}
