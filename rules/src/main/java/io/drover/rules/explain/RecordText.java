package io.drover.rules.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A decision record as people read it. */
final class RecordText {
  private static final int WIDEST = 32;

  private RecordText() {}

  static String of(DecisionRecord told) {
    List<String> lines = new ArrayList<>();
    told.caveats().forEach(caveat -> lines.add("note: " + caveat));
    lines.add(told.subject() + ": " + told.summary());
    basis(told.basis(), lines);
    for (Section section : told.sections()) {
      lines.add("");
      lines.add(section.title());
      int width = section.findings().stream().mapToInt(f -> f.about().length()).max().orElse(0);
      section.findings().forEach(finding -> finding(finding, Math.min(width, WIDEST), lines));
    }
    if (!told.changes().isEmpty()) {
      lines.add("");
      lines.add("what would have to change");
      told.changes().forEach(change -> lines.add("  " + change));
    }
    return String.join("\n", lines);
  }

  private static void basis(Basis basis, List<String> lines) {
    Instant planned = basis.planned();
    if (planned != null && basis.world() != null) {
      lines.add(
          "by plan "
              + basis.plan()
              + " of "
              + planned
              + " ("
              + age(Duration.between(planned, basis.asked()))
              + " old), policies "
              + basis.policies()
              + ", world "
              + basis.world().epoch()
              + "/"
              + basis.world().sequence());
    }
  }

  private static void finding(Finding finding, int width, List<String> lines) {
    String reason = finding.reason().isEmpty() ? "" : "[" + finding.reason() + "] ";
    String rest = (reason + finding.text()).strip();
    String about = rest.isEmpty() ? finding.about() : padded(finding.about(), width) + "  " + rest;
    lines.add(("  " + about).stripTrailing());
    finding.facts().forEach(fact -> lines.add("    matched " + fact));
  }

  private static String padded(String about, int width) {
    return about + " ".repeat(Math.max(0, width - about.length()));
  }

  /** A duration to the second, in two units at most: {@code 4 s}, {@code 3 min 20 s}. */
  static String age(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long hours = seconds / 3600;
    return hours < 48 ? hours + " h " + seconds % 3600 / 60 + " min" : hours / 24 + " d";
  }
}
