package io.drover.rules.engine;

import io.drover.rules.facts.Calendar;
import io.drover.rules.facts.ClusterStats;
import io.drover.rules.facts.GroupStats;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.TimeOfDay;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Avoided;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Kept;
import io.drover.rules.plan.MinimumSize;
import io.drover.rules.plan.Outdated;
import io.drover.rules.plan.Replaceable;
import io.drover.rules.plan.Surcharge;
import io.drover.rules.plan.Unneeded;
import io.drover.rules.safety.GroupObjection;
import io.drover.rules.safety.Objection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A question that rules answer: one folder of them, what it is given and what it may conclude. */
// The lists are unmodifiable, which their type does not say.
@SuppressWarnings("ImmutableEnumChecker")
enum Decision {
  SCALE_UP(
      "scale-up",
      List.of(
          PendingPod.class,
          OfferingStats.class,
          GroupStats.class,
          ClusterStats.class,
          TimeOfDay.class,
          Calendar.class),
      List.of(Demand.class, Surcharge.class, Avoided.class, MinimumSize.class)),
  SCALE_DOWN(
      "scale-down",
      List.of(
          NodeStats.class,
          UtilizationFact.class,
          GroupStats.class,
          ClusterStats.class,
          TimeOfDay.class,
          Calendar.class),
      List.of(Unneeded.class, Kept.class, Outdated.class, Replaceable.class)),
  SAFETY(
      "safety",
      List.of(RemovalCandidate.class, ProposedGroup.class),
      List.of(Objection.class, GroupObjection.class)),
  SPOT("spot", List.of(InterruptedNode.class), List.of(Evacuation.class));

  private final String folder;
  private final List<Class<? extends Record>> given;
  private final List<Class<? extends Record>> concluded;

  Decision(
      String folder, List<Class<? extends Record>> given, List<Class<? extends Record>> concluded) {
    this.folder = folder;
    this.given = given;
    this.concluded = concluded;
  }

  static Optional<Decision> ofPath(String path) {
    return Arrays.stream(values()).filter(d -> path.startsWith(d.folder + "/")).findFirst();
  }

  /** Whether a type of this short name is asked with or concluded here. */
  boolean knows(String type) {
    return Stream.concat(given.stream(), concluded.stream())
        .anyMatch(known -> known.getSimpleName().equals(type));
  }

  String folder() {
    return folder;
  }

  List<Class<? extends Record>> given() {
    return given;
  }

  List<Class<? extends Record>> concluded() {
    return concluded;
  }
}
