package io.drover.daemon.cli;

import io.drover.daemon.http.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stays undone, as people read it: one line for each pending pod, with the first and most
 * telling reason, and every line of all else.
 */
final class Undone {
  private Undone() {}

  static List<String> lines(List<Status.Undone> all) {
    Map<String, List<Status.Undone>> bySubject = new LinkedHashMap<>();
    all.forEach(one -> bySubject.computeIfAbsent(one.subject(), any -> new ArrayList<>()).add(one));
    List<String> lines = new ArrayList<>();
    bySubject.forEach(
        (subject, reasons) -> {
          if (subject.startsWith("pod ")) {
            lines.add(text(reasons.getFirst()) + more(reasons.size() - 1));
          } else {
            reasons.forEach(reason -> lines.add(text(reason)));
          }
        });
    return lines;
  }

  private static String text(Status.Undone undone) {
    return "not done: "
        + undone.subject()
        + " ["
        + undone.reason()
        + "] "
        + (undone.alternative().isEmpty() ? "" : undone.alternative() + ": ")
        + undone.detail();
  }

  private static String more(int others) {
    return others == 0 ? "" : " (" + others + " more with -o json)";
  }
}
