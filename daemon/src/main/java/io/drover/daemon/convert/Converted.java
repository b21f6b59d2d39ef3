package io.drover.daemon.convert;

import java.util.List;
import java.util.Map;

/**
 * What an old autoscaler's objects have become.
 *
 * @param files texts by file name: node groups, those that only take over, the configuration
 * @param lines one for each field that was read
 * @param open what has to be decided by hand
 * @param steps of the move, in order
 * @param back the way back, in order
 */
public record Converted(
    Map<String, String> files,
    List<ReportLine> lines,
    List<String> open,
    List<MoveStep> steps,
    List<MoveStep> back) {
  public Converted {
    lines = List.copyOf(lines);
    open = List.copyOf(open);
    steps = List.copyOf(steps);
    back = List.copyOf(back);
  }

  /** All but the files, for people. */
  public String report() {
    return new ReportText(this).text();
  }
}
