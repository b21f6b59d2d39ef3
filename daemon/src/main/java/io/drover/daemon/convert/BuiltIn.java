package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the old autoscaler did without being told to, and is said of each group here. */
final class BuiltIn {
  private BuiltIn() {}

  static List<ReportLine> add(OldObject object, GroupDraft group) {
    group.put("timeouts.join", "15m");
    group.put("disruptionBudgets", List.of(Map.of("nodes", "1")));
    group.label(MetadataFields.OURS + "nodegroup", group.name());
    List<ReportLine> lines = new ArrayList<>();
    lines.add(line(object, "15 minutes to join", "spec.timeouts.join: 15m"));
    lines.add(line(object, "one node per operation", "spec.disruptionBudgets: [{nodes: \"1\"}]"));
    lines.add(
        line(
            object,
            "label " + MetadataFields.OURS + "nodegroup on its Nodes",
            "spec.labels, for pods that select by it"));
    return lines;
  }

  private static ReportLine line(OldObject object, String what, String text) {
    return ReportLine.of(object, "(built in) " + what, "", new Told(Outcome.ADDED, text));
  }
}
