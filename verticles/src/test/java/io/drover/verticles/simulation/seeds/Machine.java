package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine of the simulated cloud, whatever its lists say of it. */
final class Machine {
  final String id;
  final String name;
  final OfferingId offering;
  final @Nullable OwnerTag owner;
  final Instant madeAt;

  /** What its kubelet registers with. */
  Map<String, String> labels = Map.of();

  List<Taint> taints = List.of();
  Instance.State state = Instance.State.RUNNING;

  /** From when on lists show it. */
  Instant shownFrom;

  /** Until when lists show it although it is gone. */
  Instant shownUntil = Instant.MAX;

  /** It was made by a call that had been given up. */
  boolean late;

  /** When a list showed it first; null before. */
  @Nullable Instant listedAt;

  /** A list goes on to show it as if it ran. */
  boolean ghost;

  /** It is to join as the scheduler's node of this name. */
  final NodeName node;

  Machine(String id, String name, OfferingId offering, @Nullable OwnerTag owner, Instant madeAt) {
    this.id = id;
    this.name = name;
    this.offering = offering;
    this.owner = owner;
    this.madeAt = madeAt;
    this.shownFrom = madeAt;
    this.node = new NodeName(name);
  }

  boolean alive() {
    return state == Instance.State.RUNNING;
  }

  boolean gone() {
    return state == Instance.State.OFF;
  }

  Instance instance() {
    return new Instance(id, name, state, owner);
  }

  /** As a list shows it, which does not know yet that it is gone. */
  Instance listed(Instant now) {
    listedAt = listedAt == null ? now : listedAt;
    return new Instance(id, name, gone() ? Instance.State.RUNNING : state, owner);
  }

  String intent() {
    return owner == null ? "" : owner.intent();
  }

  @Override
  public String toString() {
    return id + (owner == null ? "" : " of " + owner.intent()) + " " + state;
  }
}
