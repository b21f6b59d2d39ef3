package io.drover.verticles.bus;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.World;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A room's own world, kept by the stream of batches. After a gap, or at the start, there is no
 * world until a snapshot has come: who plans on it plans nothing.
 */
public final class FactMirror {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MOST_WAITING = 1_000;

  private final Bus bus;
  private final Rooms rooms;
  private final Timers timers;
  private final String room;
  private final Follower follower;
  private final List<FactBatch> waiting = new ArrayList<>();
  private @Nullable ObservedWorld world;
  private boolean asking;
  private int asked;

  /** Who is told what becomes of the world. */
  public interface Follower {
    /** There is another world. */
    void begins(World world);

    /** The world has taken these changes. */
    void follows(FactBatch batch);
  }

  /**
   * A mirror that is not started yet.
   *
   * @param room name of the room that looks into it
   * @param changed run after each change
   */
  public FactMirror(Bus bus, Rooms rooms, Timers timers, String room, Runnable changed) {
    this(
        bus,
        rooms,
        timers,
        room,
        new Follower() {
          @Override
          public void begins(World world) {
            changed.run();
          }

          @Override
          public void follows(FactBatch batch) {
            changed.run();
          }
        });
  }

  /** As the other, for a room that goes by each change. */
  public FactMirror(Bus bus, Rooms rooms, Timers timers, String room, Follower follower) {
    this.bus = bus;
    this.rooms = rooms;
    this.timers = timers;
    this.room = room;
    this.follower = follower;
  }

  /** Listens, then asks for the first snapshot; completes when it listens. */
  public Future<Void> start() {
    return bus.listen(rooms.factsChanged(), this::take).onSuccess(listening -> ask()).mapEmpty();
  }

  /** The world, unless it is unknown. */
  public Optional<World> world() {
    return Optional.ofNullable(world);
  }

  /** Takes what writes have answered with, ahead of the stream. */
  public void learn(List<Fact> written) {
    ObservedWorld current = world;
    if (current != null) {
      written.forEach(current::learn);
    }
  }

  /** Throws the world away and asks for another. */
  public void renew() {
    world = null;
    asking = false;
    ask();
  }

  private void take(FactBatch batch) {
    ObservedWorld current = world;
    if (current == null) {
      if (waiting.size() < MOST_WAITING) {
        waiting.add(batch);
      }
      ask();
    } else if (batch.position().isAtOrBefore(current.position())) {
      return;
    } else if (current.apply(batch)) {
      follower.follows(batch);
    } else {
      renew();
    }
  }

  private void ask() {
    if (asking) {
      return;
    }
    asking = true;
    asked++;
    int mine = asked;
    waiting.clear();
    bus.ask(rooms.snapshot(), new SnapshotRequest(room), DEADLINE)
        .onSuccess(snapshot -> begin(snapshot, mine))
        .onFailure(unanswered -> timers.after(RETRY, () -> askAgain(mine)));
  }

  private void askAgain(int former) {
    if (former == asked) {
      asking = false;
      ask();
    }
  }

  private void begin(FactSnapshot snapshot, int answered) {
    if (answered != asked) {
      // Asked before the world was thrown away: it may lack what is looked for.
      return;
    }
    asking = false;
    if (!waiting.isEmpty() && waiting.getLast().position().epoch() != snapshot.position().epoch()) {
      // The cluster room has started anew since it answered.
      timers.after(RETRY, () -> askAgain(answered));
      asking = true;
      return;
    }
    ObservedWorld next = new ObservedWorld(snapshot);
    List<FactBatch> since =
        waiting.stream()
            .filter(batch -> batch.position().epoch() == snapshot.position().epoch())
            .filter(batch -> batch.position().sequence() > snapshot.position().sequence())
            .toList();
    waiting.clear();
    if (since.stream().allMatch(next::apply)) {
      world = next;
      follower.begins(next);
    } else {
      asking = true;
      timers.after(RETRY, () -> askAgain(answered));
    }
  }
}
