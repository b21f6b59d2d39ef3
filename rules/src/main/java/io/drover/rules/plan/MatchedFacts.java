package io.drover.rules.plan;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Facts that a rule matched, as short texts. Of thousands of conclusions few are ever told, and
 * their texts would take longer than the conclusions: each is made when it is first read.
 */
public final class MatchedFacts extends AbstractList<String> implements RandomAccess {
  private static final int LONGEST = 400;

  private final Object[] facts;

  /** Made anew where two threads ask at once, with the same result. */
  private final @Nullable String[] texts;

  /**
   * Of these.
   *
   * @param facts immutable ones
   */
  public MatchedFacts(List<Object> facts) {
    this.facts = facts.toArray();
    this.texts = new String[this.facts.length];
  }

  @Override
  public String get(int index) {
    String text = texts[index];
    if (text == null) {
      text = text(facts[index]);
      texts[index] = text;
    }
    return text;
  }

  private static String text(Object fact) {
    String text = fact.toString();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  @Override
  public int size() {
    return facts.length;
  }
}
