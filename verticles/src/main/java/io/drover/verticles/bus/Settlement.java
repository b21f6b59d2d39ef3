package io.drover.verticles.bus;

import io.drover.rules.facts.Fact;
import java.util.List;

/**
 * What became of an approved plan: its intents are recorded, the acts follow.
 *
 * @param written objects in the state that the writes answered with
 * @param failed actions that could not be recorded, one text each
 */
public record Settlement(List<Fact> written, List<String> failed) {
  public static final Settlement NOTHING = new Settlement(List.of(), List.of());

  public Settlement {
    written = List.copyOf(written);
    failed = List.copyOf(failed);
  }
}
