package io.drover.verticles.simulation.seeds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** How often each edge of the state machine was passed while a kind of fault was felt. */
final class Coverage {
  private final TreeMap<String, TreeMap<String, Integer>> cells = new TreeMap<>();

  /** Of one seed. */
  static final class Seed {
    private final Map<Cell, Integer> passed = new HashMap<>();
    private final Supplier<Collection<String>> felt;

    /**
     * Nothing is covered yet.
     *
     * @param felt kinds of the faults that act now or have just acted
     */
    Seed(Supplier<Collection<String>> felt) {
      this.felt = felt;
    }

    /** A record was written, or is gone. */
    void passed(Edge edge) {
      if (edge.moves()) {
        felt.get().forEach(kind -> passed.merge(new Cell(edge.toString(), kind), 1, Integer::sum));
      }
    }

    Map<Cell, Integer> cells() {
      return passed;
    }
  }

  /** An edge and a kind of fault. */
  record Cell(String edge, String fault) {}

  synchronized void add(Map<Cell, Integer> seed) {
    seed.forEach(
        (cell, times) ->
            cells
                .computeIfAbsent(cell.fault(), any -> new TreeMap<>())
                .merge(cell.edge(), times, Integer::sum));
  }

  /** Cells that were never reached, of these kinds and edges. */
  synchronized Set<Cell> empty(Collection<String> kinds, Collection<Edge> edges) {
    Set<Cell> empty =
        new TreeSet<>(java.util.Comparator.comparing(Cell::fault).thenComparing(Cell::edge));
    for (String kind : kinds) {
      for (Edge edge : edges) {
        if (!cells.getOrDefault(kind, new TreeMap<>()).containsKey(edge.toString())) {
          empty.add(new Cell(edge.toString(), kind));
        }
      }
    }
    return empty;
  }

  private Set<String> edges() {
    return cells.values().stream()
        .flatMap(row -> row.keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A line for each kind of fault, a column for each edge. */
  synchronized String table() {
    List<String> edges = new ArrayList<>(edges());
    StringBuilder text = new StringBuilder("edges:\n");
    for (int i = 0; i < edges.size(); i++) {
      text.append(String.format("  %2d %s%n", i, edges.get(i)));
    }
    text.append(String.format("%-24s", "fault"));
    for (int i = 0; i < edges.size(); i++) {
      text.append(String.format("%7d", i));
    }
    cells.forEach(
        (kind, row) -> {
          text.append(String.format("%n%-24s", kind));
          edges.forEach(edge -> text.append(String.format("%7d", row.getOrDefault(edge, 0))));
        });
    return text.append('\n').toString();
  }
}
