package io.drover.verticles.bus;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param kind what happened: {@code plan}, {@code verdict}, {@code step}, {@code phase} …
 * @param ids of what it is about: plan, node, group, intent, machine
 * @param reason an enum constant in the field's words, empty where there is none
 * @param change of a record's phase that it tells of; null where it tells of something else
 */
public record JournalEntry(
    Instant at,
    String cluster,
    String kind,
    Map<String, String> ids,
    String reason,
    String text,
    @Nullable PhaseChange change) {
  public JournalEntry {
    ids = Map.copyOf(ids);
  }
}
