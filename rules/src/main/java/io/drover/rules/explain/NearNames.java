package io.drover.rules.explain;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Guesses which of the known names was meant, by the number of letters that differ. */
public final class NearNames {
  private static final int MOST = 3;

  private NearNames() {}

  /** The nearest of the known names, at most three, the nearest first; empty if none is near. */
  public static List<String> of(String name, Collection<String> known) {
    int most = Math.clamp(name.length() / 3, 1, MOST);
    return known.stream()
        .filter(candidate -> near(name, candidate, most))
        .sorted(
            Comparator.comparingInt((String candidate) -> distance(name, candidate))
                .thenComparing(Comparator.naturalOrder()))
        .limit(MOST)
        .toList();
  }

  private static boolean near(String name, String candidate, int most) {
    boolean begins = name.length() > MOST && candidate.startsWith(name);
    boolean otherLength = Math.abs(name.length() - candidate.length()) > most;
    return begins || (!otherLength && distance(name, candidate) <= most);
  }

  /** How many letters must change to make one of the other (Levenshtein), whatever their case. */
  public static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) above[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitution, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
