package io.drover.rules.facts;

import java.util.ArrayList;
import java.util.List;

/** A world at position 1.1, empty until something is put into it. */
public final class WorldBuilder {
  private final List<Fact> facts = new ArrayList<>();
  private Position position = new Position(1, 1);

  private WorldBuilder() {}

  public static WorldBuilder aWorld() {
    return new WorldBuilder();
  }

  /** A disruption budget in namespace {@code default} over pods with {@code app=name}. */
  public static DisruptionBudgetFact aBudget(String name, int disruptionsAllowed) {
    Requirement app = new Requirement("app", Requirement.Operator.IN, List.of(name));
    return new DisruptionBudgetFact(
        "default", name, new LabelSelector(List.of(app)), disruptionsAllowed, true);
  }

  /** A DaemonSet in {@code kube-system} whose pods are like this one. */
  public static DaemonSetFact aDaemonSet(String name, PodBuilder pod) {
    PodFact one = pod.build();
    return new DaemonSetFact("kube-system", name, one.identity().labels(), one.needs());
  }

  /** A requirement that the label has one of the values. */
  public static Requirement in(String key, String... values) {
    return new Requirement(key, Requirement.Operator.IN, List.of(values));
  }

  public WorldBuilder with(FactBuilder... builders) {
    for (FactBuilder builder : builders) {
      facts.add(builder.build());
    }
    return this;
  }

  public WorldBuilder with(Fact... some) {
    facts.addAll(List.of(some));
    return this;
  }

  public WorldBuilder at(Position value) {
    position = value;
    return this;
  }

  public ObservedWorld build() {
    return new ObservedWorld(new FactSnapshot(position, facts));
  }
}
