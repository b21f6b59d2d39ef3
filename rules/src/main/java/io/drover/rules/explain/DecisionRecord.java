package io.drover.rules.explain;

import java.util.List;

/**
 * Why something is as it is. Programs read it as JSON, people as {@link #text}.
 *
 * @param subject {@code pod ns/name}, {@code node name}, {@code group name} or {@code plan id}
 * @param summary what is the case, a sentence that goes on after the subject
 * @param caveats why it may not hold now: there is no plan yet, or the view is stale
 * @param changes what would have to be otherwise, where that is one threshold
 */
public record DecisionRecord(
    String subject,
    String summary,
    List<String> caveats,
    Basis basis,
    List<Section> sections,
    List<String> changes)
    implements Explained {
  public DecisionRecord {
    caveats = List.copyOf(caveats);
    sections = List.copyOf(sections);
    changes = List.copyOf(changes);
  }

  /** As people read it: several lines without a line end at the last. */
  public String text() {
    return RecordText.of(this);
  }
}
