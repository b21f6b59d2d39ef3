package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.FactKey;
import io.drover.verticles.simulation.seeds.Network.Far;
import java.time.Duration;

/** Faults in what a member is told, and in what it takes the time to be. */
interface Disturbance extends Fault {

  /** What one watch tells comes late, and so after what others tell. */
  record WatchLag(int member, FactKey.Kind of, Duration by, Duration lasts) implements Disturbance {
    @Override
    public Fault of(int other) {
      return new WatchLag(other, of, by, lasts);
    }

    @Override
    public void begin(SeededWorld world) {
      world.watch(member).ifPresent(watch -> watch.lag(of, by));
    }

    @Override
    public void end(SeededWorld world) {
      world.watch(member).ifPresent(WatchOfMember::catchUp);
    }
  }

  /** The connections of all watches of a member are lost and begun anew. */
  record Relist(int member, Duration lasts) implements Disturbance {
    @Override
    public Fault of(int other) {
      return new Relist(other, lasts);
    }

    @Override
    public void begin(SeededWorld world) {
      world.watch(member).ifPresent(WatchOfMember::lose);
    }

    @Override
    public void end(SeededWorld world) {
      world.healed(member, Far.CLUSTER);
    }
  }

  /** Others write what a member is about to write. */
  record Conflicts(int percent, Duration lasts) implements Disturbance {
    @Override
    public void begin(SeededWorld world) {
      world.cluster().conflicts = percent;
    }

    @Override
    public void end(SeededWorld world) {
      world.cluster().conflicts = 0;
    }
  }

  /** A machine's wall clock is set. */
  record ClockJump(int member, Duration by) implements Disturbance {
    @Override
    public Fault of(int other) {
      return new ClockJump(other, by);
    }

    @Override
    public void begin(SeededWorld world) {
      world.member(member).clock.jump(by);
    }
  }
}
