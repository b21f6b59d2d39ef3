package io.drover.rules.lifecycle;

import io.drover.rules.facts.ManagedNodeFact;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next step of a life. A phase is written before anything is done in it. */
public sealed interface Next {
  /** Write this progress, then ask again. */
  record Advance(Transition by, ManagedNodeFact.Progress progress) implements Next {}

  /**
   * Do this; ask again when something has changed.
   *
   * @param wakeAt ask again then at the latest, null when only a change matters
   */
  record Act(List<Command> commands, @Nullable Instant wakeAt) implements Next {
    public Act {
      commands = List.copyOf(commands);
    }
  }
}
