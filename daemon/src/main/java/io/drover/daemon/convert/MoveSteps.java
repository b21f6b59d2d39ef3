package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The commands of the move and of the way back. */
final class MoveSteps {
  /** Files that the conversion writes. */
  static final String GROUPS = "nodegroups.yaml";

  static final String TAKING_OVER = "nodegroups-taking-over.yaml";
  static final String CONFIGURATION = "drover-vpsie.yaml";

  private static final String NO_FINALIZERS =
      " --type=merge -p '{\"metadata\":{\"finalizers\":null}}'";
  private static final List<String> OLD_KINDS =
      List.of("vpsienodes.autoscaler.vpsie.com", "nodegroups.autoscaler.vpsie.com");
  private static final List<String> OUR_KINDS =
      List.of("managednodes.drover.dev", "nodegroups.drover.dev");

  private final OldDaemon daemon;
  private final List<TakeOver.Entry> entries;
  private final Set<String> namespaces;

  MoveSteps(OldDaemon daemon, List<TakeOver.Entry> entries, Set<String> namespaces) {
    this.daemon = daemon;
    this.entries = entries;
    this.namespaces = namespaces.isEmpty() ? Set.of("kube-system") : namespaces;
  }

  List<MoveStep> steps() {
    List<MoveStep> steps = new ArrayList<>(preparations());
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
    steps.add(
        new MoveStep(
            "Have records made, "
                + TakeOverCommands.AT_ONCE
                + " servers at a time (more freeze the account). Each machine must be the one that its"
                + " Node names: one that no Node names would be deleted. Where a Node names none:"
                + " kubectl patch node NAME -p '{\"spec\":{\"providerID\":\"vpsie://…\"}}'; where it"
                + " names another, leave the server out of takenOver",
            new TakeOverCommands(entries, daemon.fragment.options.cluster()).lines()));
    steps.add(step("Let the groups buy and remove", "kubectl apply -f " + GROUPS, "drover status"));
    steps.add(
        new MoveStep(
            "Later, when there is no way back: the old objects go, not the servers",
            namespaces.stream()
                .flatMap(
                    namespace ->
                        OLD_KINDS.stream()
                            .flatMap(kind -> gone(kind, " -n " + ShellWord.of(namespace)).stream()))
                .toList()));
    return steps;
  }

  private List<MoveStep> preparations() {
    return List.of(
        step("Make Drover's kinds and rights, and let it read the Secret", manifests(), secret()),
        step(
            "Put " + CONFIGURATION + " into /etc/drover/drover.yaml (mode Observe) and check it",
            "drover check-config --check-files /etc/drover/drover.yaml"),
        step(
            "Stop the old controller. Delete none of its objects: their finalizers delete servers",
            scale(0),
            "kubectl -n " + ShellWord.of(daemon.namespace) + " get pods   # until its pod is gone",
            "kubectl get vpsienodes.autoscaler.vpsie.com -A   # all Ready?"),
        new MoveStep(
            "Label the Nodes: which group each belongs to, and which offering it is",
            NodeCommands.labels(entries)));
  }

  private String manifests() {
    String namespace = daemon.fragment.leaseNamespace;
    return "drover manifests"
        + (namespace.isEmpty() ? "" : " --lease-namespace " + ShellWord.of(namespace))
        + " | kubectl apply --server-side -f -";
  }

  private String secret() {
    FragmentDraft fragment = daemon.fragment;
    String name = ShellWord.of(fragment.secretName);
    String kubectl = "kubectl -n " + ShellWord.of(fragment.secretNamespace);
    String account = fragment.leaseNamespace.isEmpty() ? "kube-system" : fragment.leaseNamespace;
    return fragment.byToken()
        ? "(umask 077; "
            + kubectl
            + " get secret "
            + name
            + " -o jsonpath='{.data.token}' | base64 -d > "
            + fragment.tokenFile()
            + ")"
        : kubectl
            + " create role drover-vpsie --verb=get --resource=secrets --resource-name="
            + name
            + " && "
            + kubectl
            + " create rolebinding drover-vpsie --role=drover-vpsie --serviceaccount="
            + ShellWord.of(account)
            + ":drover";
  }

  private String scale(int replicas) {
    return "kubectl -n "
        + ShellWord.of(daemon.namespace)
        + " scale deployment "
        + ShellWord.of(daemon.deployment)
        + " --replicas="
        + replicas;
  }

  /** Objects go at once, and nobody does what their finalizers ask for. */
  private static List<String> gone(String kind, String where) {
    return List.of(
        "kubectl"
            + where
            + " get "
            + kind
            + " -o name | xargs -r -n1 kubectl"
            + where
            + " patch"
            + NO_FINALIZERS,
        "kubectl" + where + " delete " + kind + " --all --cascade=orphan");
  }

  List<MoveStep> back() {
    return List.of(
        step("Stop Drover, wait until it has", "systemctl stop drover"),
        new MoveStep(
            "Take its marks off the Nodes, and uncordon those that it was draining",
            NodeCommands.back()),
        new MoveStep(
            "Take its records away; the servers stay",
            OUR_KINDS.stream().flatMap(kind -> gone(kind, "").stream()).toList()),
        step(
            "Start the old controller again. It does not know servers that Drover bought (tag"
                + " drover-group=…): delete those at VPSie, or keep them",
            scale(1)));
  }

  private static MoveStep step(String title, String... commands) {
    return new MoveStep(title, List.of(commands));
  }
}
