package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the watches have seen, on its way home: offered on any thread, told at home in batches, one
 * drain at a time. Of one object only the newest state waits, so that the backlog is never larger
 * than the cluster.
 */
final class FactStream {
  private final Executor home;
  private final int batch;
  private final Consumer<List<Delta>> listener;
  private final Object lock = new Object();
  private final Map<FactKey, Delta> waiting = new LinkedHashMap<>();
  private boolean draining;

  /** Touched at home only; in order, for who takes a snapshot builds sorted maps of it. */
  private final Map<FactKey, Fact> told = new TreeMap<>();

  FactStream(Executor home, int batch, Consumer<List<Delta>> listener) {
    this.home = home;
    this.batch = batch;
    this.listener = listener;
  }

  void put(Fact fact) {
    offer(fact.key(), new Delta.Put(fact));
  }

  void drop(FactKey key) {
    offer(key, new Delta.Drop(key));
  }

  /** Every fact that has been told and not dropped since; at home only. */
  List<Fact> facts() {
    return List.copyOf(told.values());
  }

  /** What pods may have of a node; null when none of this name has been told. At home only. */
  @Nullable Resources allocatable(NodeName node) {
    Fact known = told.get(new FactKey(FactKey.Kind.NODE, node.value()));
    return known instanceof NodeFact fact ? fact.shape().allocatable() : null;
  }

  boolean drained() {
    synchronized (lock) {
      return waiting.isEmpty() && !draining;
    }
  }

  private void offer(FactKey key, Delta delta) {
    synchronized (lock) {
      waiting.put(key, delta);
      if (draining) {
        return;
      }
      draining = true;
    }
    home.execute(this::drain);
  }

  private void drain() {
    List<Delta> news = take().stream().filter(this::learn).toList();
    if (!news.isEmpty()) {
      listener.accept(news);
    }
    synchronized (lock) {
      draining = !waiting.isEmpty();
      if (!draining) {
        return;
      }
    }
    home.execute(this::drain);
  }

  private List<Delta> take() {
    List<Delta> taken = new ArrayList<>();
    synchronized (lock) {
      Iterator<Delta> oldest = waiting.values().iterator();
      while (oldest.hasNext() && taken.size() < batch) {
        taken.add(oldest.next());
        oldest.remove();
      }
    }
    return taken;
  }

  /** Whether it is news. */
  private boolean learn(Delta delta) {
    return switch (delta) {
      case Delta.Drop(FactKey key) -> told.remove(key) != null;
      case Delta.Put(Fact fact) -> {
        boolean news = !sameButForVersion(told.get(fact.key()), fact);
        if (news) {
          told.put(fact.key(), fact);
        }
        yield news;
      }
    };
  }

  /**
   * Nodes and pods change their version without changing in any way that scaling looks at (a
   * heartbeat, an image list); of our own objects every version counts, as writes depend on it.
   */
  private static boolean sameButForVersion(@Nullable Fact old, Fact next) {
    if (old instanceof NodeFact was && next instanceof NodeFact is) {
      return NodeProjection.atVersion(is, was.identity().resourceVersion()).equals(was);
    }
    if (old instanceof PodFact was && next instanceof PodFact is) {
      return PodProjection.atVersion(is, was.identity().resourceVersion()).equals(was);
    }
    return next.equals(old);
  }
}
