package io.drover.doubles.vpsie;

import io.drover.doubles.vpsie.Trouble.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The troubles still to come. The first that matches strikes; one that is used up leaves the list.
 */
public final class Troubles {
  private final List<Trouble> coming = new ArrayList<>();

  public synchronized void add(Trouble trouble) {
    coming.add(trouble);
  }

  public synchronized void replace(List<Trouble> others) {
    coming.clear();
    coming.addAll(others);
  }

  public synchronized List<Trouble> coming() {
    return List.copyOf(coming);
  }

  /** What befalls the request itself. */
  Optional<Trouble> atTheDoor(Subject subject) {
    return take(subject, false);
  }

  /** What befalls the server that the request creates. */
  Optional<Trouble> atBirth(Subject subject) {
    return take(subject, true);
  }

  private synchronized Optional<Trouble> take(Subject subject, boolean atBirth) {
    for (int i = 0; i < coming.size(); i++) {
      Trouble trouble = coming.get(i);
      if (trouble.kind().atBirth() != atBirth || !trouble.match().matches(subject)) continue;
      if (trouble.skip() > 0) {
        coming.set(i, trouble.after(trouble.skip() - 1));
        continue;
      }
      if (trouble.times() == 1) coming.remove(i);
      else if (trouble.times() > 1) coming.set(i, trouble.times(trouble.times() - 1));
      return Optional.of(trouble);
    }
    return Optional.empty();
  }
}
