package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How records are made for servers that are there already. A server without a Node that names it
 * would be deleted as a stray, so that strays are only told until somebody has compared.
 */
final class TakeOverCommands {
  /** More machines without a record at once freeze the account. */
  static final int AT_ONCE = 2;

  private final List<TakeOver.Entry> entries;
  private final String cluster;

  TakeOverCommands(List<TakeOver.Entry> entries, String cluster) {
    this.entries = entries;
    this.cluster = cluster;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += AT_ONCE) {
      int to = Math.min(entries.size(), from + AT_ONCE);
      List<TakeOver.Entry> some = entries.subList(from, to);
      if (from > 0) {
        lines.addAll(grace(entries.subList(from - AT_ONCE, from), "0s"));
        lines.add("# add to takenOver, then: systemctl restart drover");
        some.forEach(one -> lines.add("#   " + inConfiguration(one)));
      }
      lines.add("drover journal --since 10m | grep orphans   # the machines: vpsie://…");
      lines.add(NodeCommands.machines() + "   # the same ones?");
      lines.addAll(grace(some, "1m"));
      lines.add("kubectl get managednodes.drover.dev -w   # until all " + to + " are Ready");
    }
    return lines;
  }

  /** The entry of a server in the configuration. */
  String inConfiguration(TakeOver.Entry entry) {
    return entry.server() + ": {cluster: " + cluster + ", group: " + entry.group().name() + "}";
  }

  private static List<String> grace(Collection<TakeOver.Entry> some, String grace) {
    TreeSet<String> groups = new TreeSet<>();
    some.forEach(one -> groups.add(one.group().name()));
    return groups.stream()
        .map(
            group ->
                "kubectl patch nodegroups.drover.dev "
                    + ShellWord.of(group)
                    + " --type=merge -p '{\"spec\":{\"timeouts\":{\"strayGrace\":\""
                    + grace
                    + "\"}}}'")
        .toList();
  }
}
