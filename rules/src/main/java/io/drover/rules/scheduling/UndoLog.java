package io.drover.rules.scheduling;

import java.util.ArrayDeque;

/** The inverse of each change since the outermost mark; without a mark nothing is kept. */
final class UndoLog {
  private final ArrayDeque<Runnable> inverses = new ArrayDeque<>();
  private final ArrayDeque<Integer> marks = new ArrayDeque<>();

  void mark() {
    marks.push(inverses.size());
  }

  boolean open() {
    return !marks.isEmpty();
  }

  void add(Runnable inverse) {
    if (!marks.isEmpty()) {
      inverses.push(inverse);
    }
  }

  void keep() {
    popMark();
    if (marks.isEmpty()) {
      inverses.clear();
    }
  }

  void undo() {
    int size = popMark();
    while (inverses.size() > size) {
      inverses.pop().run();
    }
  }

  private int popMark() {
    if (marks.isEmpty()) {
      throw new IllegalStateException("commit and revert need a fork before them");
    }
    return marks.pop();
  }
}
