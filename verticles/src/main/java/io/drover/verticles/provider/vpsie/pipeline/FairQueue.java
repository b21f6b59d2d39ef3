package io.drover.verticles.provider.vpsie.pipeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A line for each caller, served in turn: however long one is, the others' heads go between. */
final class FairQueue<T> {
  /** The caller whose turn is next comes first. */
  private final Map<String, Deque<T>> lines = new LinkedHashMap<>();

  boolean isEmpty() {
    return lines.isEmpty();
  }

  int size(String caller) {
    Deque<T> line = lines.get(caller);
    return line == null ? 0 : line.size();
  }

  void add(String caller, T item) {
    lines.computeIfAbsent(caller, any -> new ArrayDeque<>()).addLast(item);
  }

  /** Takes the next one out; its caller then waits until all others have had their turn. */
  Optional<T> next() {
    Iterator<Map.Entry<String, Deque<T>>> first = lines.entrySet().iterator();
    if (!first.hasNext()) {
      return Optional.empty();
    }
    Map.Entry<String, Deque<T>> turn = first.next();
    String caller = turn.getKey();
    Deque<T> line = turn.getValue();
    first.remove();
    T item = line.removeFirst();
    if (!line.isEmpty()) {
      lines.put(caller, line);
    }
    return Optional.of(item);
  }

  /** Takes those out for which it holds. */
  List<T> remove(Predicate<T> which) {
    List<T> out = new ArrayList<>();
    for (Deque<T> line : lines.values()) {
      line.removeIf(item -> which.test(item) && out.add(item));
    }
    lines.values().removeIf(Deque::isEmpty);
    return out;
  }
}
