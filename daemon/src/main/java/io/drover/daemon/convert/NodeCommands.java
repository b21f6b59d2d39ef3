package io.drover.daemon.convert;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.scheduling.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the Nodes of servers that are taken over are told, and how it is taken back. */
final class NodeCommands {
  private static final String GROUP = NodeFact.GROUP_LABEL;
  private static final String KEPT = NodeFact.DO_NOT_DISRUPT;

  private NodeCommands() {}

  static List<String> labels(List<TakeOver.Entry> entries) {
    List<String> lines = new ArrayList<>();
    for (TakeOver.Entry entry : entries) {
      String node = ShellWord.of(entry.node());
      lines.add("kubectl label node " + node + " --overwrite " + ofGroup(entry.group()));
      lines.add("kubectl label node " + node + " " + ofOffering(entry));
      if (entry.old().kept) {
        lines.add("kubectl annotate node " + node + " --overwrite " + KEPT + "=true");
      }
    }
    lines.add(
        "kubectl annotate node -l autoscaler.vpsie.com/scale-down-disabled=true --overwrite "
            + KEPT
            + "=true");
    return lines;
  }

  /** All labels of the group: a Node that has them is left as it is, with the taints it has. */
  private static String ofGroup(GroupDraft group) {
    List<String> words = new ArrayList<>();
    words.add(ShellWord.of(GROUP + "=" + group.name()));
    for (Map.Entry<String, String> label : group.labels().entrySet()) {
      words.add(ShellWord.of(label.getKey() + "=" + label.getValue()));
    }
    return String.join(" ", words);
  }

  /** Without overwriting: what others have said of the Node stands, and kubectl tells it. */
  private static String ofOffering(TakeOver.Entry entry) {
    List<String> words = new ArrayList<>();
    words.add(Templates.CAPACITY_TYPE_LABEL + "=on-demand");
    if (!entry.old().instanceType.isEmpty()) {
      words.add(ShellWord.of(Templates.INSTANCE_TYPE + "=" + entry.old().instanceType));
    }
    if (!entry.zone().isEmpty()) {
      words.add(ShellWord.of(Templates.ZONE + "=" + entry.zone()));
    }
    return String.join(" ", words);
  }

  /** Which machine each Node says it is on. */
  static String machines() {
    return "kubectl get nodes -l "
        + GROUP
        + " -o custom-columns=NODE:.metadata.name,MACHINE:.spec.providerID";
  }

  static List<String> back() {
    return List.of(
        "kubectl get nodes -l "
            + GROUP
            + " -o custom-columns=NODE:.metadata.name,TAINTS:.spec.taints[*].key"
            + "   # kubectl uncordon those with "
            + NodeFact.DRAINING_TAINT,
        "kubectl taint node -l " + GROUP + " " + NodeFact.DRAINING_TAINT + "-",
        "kubectl taint node -l " + GROUP + " " + NodeFact.CANDIDATE_TAINT + "-",
        "kubectl annotate node -l " + GROUP + " " + KEPT + "-",
        "kubectl label node -l " + GROUP + " " + GROUP + "-");
  }
}
