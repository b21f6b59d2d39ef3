package io.drover.verticles.bus;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the journal.
 *
 * @param kind what happened: {@code plan}, {@code verdict}, {@code step}, {@code phase} …
 * @param ids of what it is about: plan, node, group, intent
 * @param reason an enum constant in the field's words, empty where there is none
 */
public record JournalEntry(
    Instant at, String cluster, String kind, Map<String, String> ids, String reason, String text) {
  public JournalEntry {
    ids = Map.copyOf(ids);
  }
}
