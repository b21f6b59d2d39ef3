package io.drover.daemon.convert;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.scheduling.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands of the move and of the way back. */
final class MoveSteps {
  /** Files that the conversion writes. */
  static final String GROUPS = "nodegroups.yaml";

  static final String TAKING_OVER = "nodegroups-taking-over.yaml";
  static final String CONFIGURATION = "drover-vpsie.yaml";

  /** More machines without a record at once freeze the account. */
  static final int AT_ONCE = 2;

  private static final String GROUP_LABEL = NodeFact.GROUP_LABEL;
  private static final String KEPT = NodeFact.DO_NOT_DISRUPT;
  private static final List<String> OLD_KINDS =
      List.of("vpsienodes.autoscaler.vpsie.com", "nodegroups.autoscaler.vpsie.com");

  private final OldDaemon daemon;
  private final List<TakeOver.Entry> entries;
  private final Set<String> namespaces;

  MoveSteps(OldDaemon daemon, List<TakeOver.Entry> entries, Set<String> namespaces) {
    this.daemon = daemon;
    this.entries = entries;
    this.namespaces = namespaces.isEmpty() ? Set.of("kube-system") : namespaces;
  }

  List<MoveStep> steps() {
    FragmentDraft fragment = daemon.fragment;
    List<MoveStep> steps = new ArrayList<>();
    steps.add(
        step(
            "Make Drover's kinds and rights, and let it read the Secret",
            "drover manifests | kubectl apply --server-side -f -",
            credentials(fragment)));
    steps.add(
        step(
            "Put " + CONFIGURATION + " into /etc/drover/drover.yaml (mode Observe) and check it",
            "drover check-config --check-files /etc/drover/drover.yaml"));
    steps.add(
        step(
            "Stop the old controller. Delete none of its objects: their finalizers delete servers",
            "kubectl -n "
                + ShellWord.of(daemon.namespace)
                + " scale deployment "
                + ShellWord.of(daemon.deployment)
                + " --replicas=0",
            "kubectl -n " + ShellWord.of(daemon.namespace) + " get pods   # until its pod is gone",
            "kubectl get vpsienodes.autoscaler.vpsie.com -A   # all Ready?"));
    steps.add(new MoveStep("Label the Nodes: which group each belongs to", labels()));
    steps.add(
        step(
            "Make the groups, such that they take over and neither buy nor remove",
            "kubectl apply -f " + TAKING_OVER));
    steps.add(
        step(
            "Start Drover, look at what it sees, then say mode: Act and start it again",
            "systemctl start drover",
            "drover status",
            "sed -i 's/mode: Observe/mode: Act/' /etc/drover/drover.yaml",
            "systemctl restart drover"));
    steps.add(takeOver());
    steps.add(step("Let the groups buy and remove", "kubectl apply -f " + GROUPS, "drover status"));
    steps.add(
        new MoveStep(
            "Later, when there is no way back: the old objects go, not the servers", clean()));
    return steps;
  }

  private String credentials(FragmentDraft fragment) {
    String secret = ShellWord.of(fragment.secretName);
    String namespace = ShellWord.of(fragment.secretNamespace);
    if (fragment.byToken()) {
      return "(umask 077; kubectl -n "
          + namespace
          + " get secret "
          + secret
          + " -o jsonpath='{.data.token}' | base64 -d > "
          + fragment.tokenFile()
          + ")";
    }
    return "kubectl -n "
        + namespace
        + " create role drover-vpsie --verb=get --resource=secrets"
        + " --resource-name="
        + secret
        + " && kubectl -n "
        + namespace
        + " create rolebinding drover-vpsie --role=drover-vpsie"
        + " --serviceaccount=kube-system:drover";
  }

  private List<String> labels() {
    List<String> lines = new ArrayList<>();
    for (TakeOver.Entry entry : entries) {
      StringBuilder line =
          new StringBuilder("kubectl label node " + ShellWord.of(entry.node()) + " --overwrite ");
      line.append(GROUP_LABEL).append('=').append(entry.group().name());
      for (Map.Entry<String, String> label : entry.group().labels().entrySet()) {
        line.append(' ').append(ShellWord.of(label.getKey() + "=" + label.getValue()));
      }
      lines.add(line.toString());
      lines.add(priced(entry));
      if (entry.old().kept) {
        lines.add(
            "kubectl annotate node "
                + ShellWord.of(entry.node())
                + " --overwrite "
                + KEPT
                + "=true");
      }
    }
    lines.add(
        "kubectl annotate node -l autoscaler.vpsie.com/scale-down-disabled=true --overwrite "
            + KEPT
            + "=true");
    return lines;
  }

  /** Without overwriting: what others have said of the Node stands, and kubectl tells it. */
  private static String priced(TakeOver.Entry entry) {
    StringBuilder line = new StringBuilder("kubectl label node " + ShellWord.of(entry.node()));
    line.append(' ').append(Templates.CAPACITY_TYPE_LABEL).append("=on-demand");
    if (!entry.old().instanceType.isEmpty()) {
      line.append(' ')
          .append(ShellWord.of(Templates.INSTANCE_TYPE + "=" + entry.old().instanceType));
    }
    if (!entry.zone().isEmpty()) {
      line.append(' ').append(ShellWord.of(Templates.ZONE + "=" + entry.zone()));
    }
    return line.toString();
  }

  private MoveStep takeOver() {
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < entries.size(); from += AT_ONCE) {
      List<TakeOver.Entry> some = entries.subList(from, Math.min(entries.size(), from + AT_ONCE));
      if (from > 0) {
        lines.add("# add to takenOver, then: systemctl restart drover");
        some.forEach(
            one ->
                lines.add(
                    "#   "
                        + one.server()
                        + ": {cluster: "
                        + daemon.fragment.options.cluster()
                        + ", group: "
                        + one.group().name()
                        + "}"));
      }
      lines.add(
          "kubectl get managednodes.drover.dev -w   # until all "
              + Math.min(entries.size(), from + AT_ONCE)
              + " are Ready, some minutes");
    }
    return new MoveStep(
        "Wait until the servers have records, "
            + AT_ONCE
            + " at a time: more at once freeze the account, so that it is seen",
        lines);
  }

  private List<String> clean() {
    List<String> lines = new ArrayList<>();
    for (String namespace : namespaces.stream().map(ShellWord::of).toList()) {
      for (String kind : OLD_KINDS) {
        lines.add(
            "kubectl -n "
                + namespace
                + " get "
                + kind
                + " -o name | xargs -r -n1 kubectl -n "
                + namespace
                + " patch --type=merge -p '{\"metadata\":{\"finalizers\":null}}'");
        lines.add("kubectl -n " + namespace + " delete " + kind + " --all --cascade=orphan");
      }
    }
    return lines;
  }

  List<MoveStep> back() {
    List<String> nodes = new ArrayList<>();
    nodes.add(
        "kubectl get nodes -l "
            + GROUP_LABEL
            + " -o jsonpath='{range .items[*]}{.metadata.name}"
            + "{\"\\t\"}{.spec.taints[*].key}{\"\\n\"}{end}' | grep drover.dev/draining   # kubectl uncordon these");
    nodes.add(
        "kubectl taint node -l "
            + GROUP_LABEL
            + " drover.dev/removal-candidate- drover.dev/draining-");
    nodes.add("kubectl annotate node -l " + GROUP_LABEL + " " + KEPT + "-");
    nodes.add("kubectl label node -l " + GROUP_LABEL + " " + GROUP_LABEL + "-");
    List<String> records = new ArrayList<>();
    for (String kind : List.of("managednodes.drover.dev", "nodegroups.drover.dev")) {
      records.add(
          "kubectl get "
              + kind
              + " -o name | xargs -r -n1 kubectl patch --type=merge -p"
              + " '{\"metadata\":{\"finalizers\":null}}'");
      records.add("kubectl delete " + kind + " --all --cascade=orphan");
    }
    return List.of(
        step("Stop Drover, wait until it has", "systemctl stop drover"),
        new MoveStep(
            "Take its marks off the Nodes, and uncordon those that it was draining", nodes),
        new MoveStep("Take its records away; the servers stay", records),
        step(
            "Start the old controller again. It does not know servers that Drover bought (tag"
                + " drover-group=…): delete those at VPSie, or keep them",
            "kubectl -n "
                + ShellWord.of(daemon.namespace)
                + " scale deployment "
                + ShellWord.of(daemon.deployment)
                + " --replicas=1"));
  }

  private static MoveStep step(String title, String... commands) {
    return new MoveStep(title, List.of(commands));
  }
}
