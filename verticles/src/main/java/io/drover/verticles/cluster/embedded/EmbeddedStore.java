package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.World;
import io.drover.verticles.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The objects of a cluster in memory, each with the revision of its last change. Watchers hear of
 * changes a moment later, in order, as over a real watch.
 */
final class EmbeddedStore {
  private static final Duration WATCH_DELAY = Duration.ofMillis(2);

  private final Timers timers;
  private final ObservedWorld world =
      new ObservedWorld(new FactSnapshot(new Position(1, 0), List.of()));
  private final TreeMap<FactKey, Fact> objects = new TreeMap<>();
  private final TreeMap<FactKey, Fact> reported = new TreeMap<>();
  private final List<Delta> unsent = new ArrayList<>();
  private Consumer<List<Delta>> watcher = deltas -> {};
  private Controllers controllers = new Controllers() {};
  private boolean sending;
  private long revision;

  /** Who keeps the cluster in order. */
  interface Controllers {
    /**
     * Sees each change at once, after the world has it.
     *
     * @param was null where it is new
     * @param is null where it is no more
     */
    default void saw(@Nullable Fact was, @Nullable Fact is) {}

    /** Acts on what it has seen, a moment later. */
    default void act() {}
  }

  EmbeddedStore(Timers timers) {
    this.timers = timers;
  }

  /** Everything that the watcher has been told, and tells it of every change from now on. */
  void watch(Consumer<List<Delta>> next) {
    reported.clear();
    reported.putAll(objects);
    unsent.clear();
    watcher = next;
  }

  void keptBy(Controllers keepers) {
    controllers = keepers;
  }

  List<Fact> reported() {
    return List.copyOf(reported.values());
  }

  /** The cluster as it is at any time, ahead of every watch; it changes as the cluster does. */
  World now() {
    return world;
  }

  Optional<Fact> get(FactKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  /** Writes an object made for the next revision. */
  Fact put(LongFunction<Fact> made) {
    revision++;
    Fact fact = made.apply(revision);
    changed(objects.put(fact.key(), fact), fact, new Delta.Put(fact));
    return fact;
  }

  void drop(FactKey key) {
    Fact was = objects.remove(key);
    if (was != null) {
      revision++;
      changed(was, null, new Delta.Drop(key));
    }
  }

  private void changed(@Nullable Fact was, @Nullable Fact is, Delta delta) {
    if (!world.apply(new FactBatch(new Position(1, revision), List.of(delta)))) {
      throw new IllegalStateException("each change has a revision of its own: " + delta);
    }
    controllers.saw(was, is);
    unsent.add(delta);
    if (!sending) {
      sending = true;
      timers.after(WATCH_DELAY, this::flush);
    }
  }

  private void flush() {
    sending = false;
    List<Delta> batch = List.copyOf(unsent);
    unsent.clear();
    for (Delta delta : batch) {
      switch (delta) {
        case Delta.Put(Fact fact) -> reported.put(fact.key(), fact);
        case Delta.Drop(FactKey key) -> reported.remove(key);
      }
    }
    if (!batch.isEmpty()) {
      watcher.accept(batch);
      controllers.act();
    }
  }
}
