package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.simulation.seeds.Violation.Law;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What must never be. It is looked for in each call as it leaves a member and as it arrives, and in
 * cluster and cloud themselves after each change; nothing that Drover says of itself is believed.
 */
final class Checks {
  private final SimulatedTime time;
  private final Supplier<World> world;
  private final History history;
  private final Census census;
  private final Map<String, Instant> lookedAt = new HashMap<>();
  private final Map<String, Instant> boundAt = new HashMap<>();
  private final Set<NodeName> forgotten = new HashSet<>();
  private Token highest = Token.NONE;
  private int owner = -1;
  private @Nullable Violation first;

  Checks(SimulatedTime time, Supplier<World> world, History history, Census census) {
    this.time = time;
    this.world = world;
    this.history = history;
    this.census = census;
  }

  /** The first law that was broken. */
  Optional<Violation> broken() {
    return Optional.ofNullable(first);
  }

  void broke(Law law, String text) {
    if (first == null) {
      first = new Violation(law, text, time.now());
      history.add("VIOLATION", law, text);
    }
  }

  /** A command to a provider leaves a member. */
  void leaves(int member, ProviderCommand command, Optional<Token> token) {
    token.ifPresent(under -> acts(member, under, command));
    switch (command) {
      case ProviderCommand.Create create -> {
        history.add("create", member, create.owner().intent(), create.offering(), create.token());
        if (record(create.owner().intent()).isEmpty()) {
          broke(Law.NO_CALL_WITHOUT_RECORD, "create of " + create.owner() + " by " + member);
        }
      }
      case ProviderCommand.Delete delete -> {
        history.add("delete", member, delete.providerId(), delete.token());
        mayDelete(member, delete);
      }
      case ProviderCommand.PutBack any -> {}
      case ProviderCommand.Offerings any -> {}
      case ProviderCommand.Instances any -> {}
      case ProviderCommand.TargetSize any -> {}
    }
  }

  private void mayDelete(int member, ProviderCommand.Delete delete) {
    Optional<ManagedNodeFact> record =
        recordOn(delete.providerId()).or(() -> record(delete.owner().intent()));
    if (record.isEmpty()) {
      broke(Law.NO_CALL_WITHOUT_RECORD, "delete of " + delete.providerId() + " by " + member);
    } else if (!surplus(delete.providerId()) && record.get().phase() != Phase.TERMINATING) {
      broke(
          Law.PHASE_IS_WRITTEN_BEFORE_THE_ACT,
          "delete of " + delete.providerId() + " in phase " + record.get().phase());
    }
  }

  /** Whether some record says that the machine is a second one of its intent. */
  private boolean surplus(String machine) {
    return world.get().managedNodes().stream()
        .anyMatch(record -> record.progress().dealings().surplus().contains(machine));
  }

  /**
   * A machine that was taken up has a record of its own, whatever intent it was made for. A life
   * that is over has none any more, and another may have it by now.
   */
  private Optional<ManagedNodeFact> recordOn(String machine) {
    return world.get().managedNodes().stream()
        .filter(record -> !record.over())
        .filter(record -> machine.equals(record.progress().providerId()))
        .findFirst();
  }

  /** Of a machine that was taken up the record that stands in for the one of its tag. */
  private Optional<ManagedNodeFact> record(String intent) {
    return world.get().managedNodes().stream()
        .filter(record -> record.intent().equals(intent))
        .findFirst();
  }

  /** A command to the cluster leaves a member. */
  void leaves(int member, ClusterCommand command, Token token) {
    acts(member, token, command);
    switch (command) {
      case ClusterCommand.Cordon(NodeName node, String uid) -> cordons(node, command);
      case ClusterCommand.EvictPod(PodKey pod, String uid) -> evicts(pod, command);
      case ClusterCommand.DeletePod delete -> evicts(delete.pod(), command);
      case ClusterCommand.DeleteNode(NodeName node, String uid) -> deletesNode(node, uid);
      case ClusterCommand.Uncordon(NodeName node, String uid) -> own(node, command);
      case ClusterCommand.MarkCandidate mark -> own(mark.node(), command);
      case ClusterCommand.DressNode dress -> own(dress.node(), command);
      case ClusterCommand.CreateRecord any -> {}
      case ClusterCommand.WriteRecord any -> {}
      case ClusterCommand.DeleteRecord any -> {}
      case ClusterCommand.WriteGroup any -> {}
      case ClusterCommand.GuardGroup any -> {}
      case ClusterCommand.MakeGroup any -> {}
      case ClusterCommand.DropGroup any -> {}
      case ClusterCommand.TellEvent any -> {}
    }
  }

  private void acts(int member, Token token, Object what) {
    int order = token.compareTo(highest);
    if (order > 0) {
      highest = token;
      owner = member;
    } else if (order < 0 || owner != member) {
      broke(
          Law.ONE_OWNER_ACTS,
          "member "
              + member
              + " under "
              + token
              + " after member "
              + owner
              + " under "
              + highest
              + ": "
              + what);
    }
  }

  /** The record of the node's machine or name, if the node is one of ours. */
  private Optional<ManagedNodeFact> own(NodeName name, ClusterCommand command) {
    Optional<NodeFact> node = world.get().node(name);
    if (node.isEmpty()) {
      return Optional.empty();
    }
    if (node.get().controlPlane()) {
      broke(Law.CONTROL_PLANE_IS_NOT_TOUCHED, command.toString());
    }
    String machine = node.get().providerId();
    Optional<ManagedNodeFact> record =
        world.get().managedNodes().stream()
            .filter(
                r ->
                    machine == null
                        ? r.identity().name().equals(name.value())
                        : machine.equals(r.progress().providerId()))
            .min(Comparator.comparing(ManagedNodeFact::over));
    if (record.isEmpty() && !forgotten.contains(name)) {
      broke(Law.ONLY_OWN_NODES_ARE_TOUCHED, command.toString());
    }
    return record;
  }

  /** A new owner whose view is old may cordon once more what a drain is over for. */
  private void cordons(NodeName node, ClusterCommand command) {
    if (own(node, command).filter(r -> r.phase() == Phase.TERMINATING).isEmpty()) {
      draining(node, command);
    }
  }

  private void draining(NodeName node, ClusterCommand command) {
    own(node, command)
        .filter(record -> record.phase() != Phase.DRAINING)
        .ifPresent(
            record ->
                broke(
                    Law.PHASE_IS_WRITTEN_BEFORE_THE_ACT, command + " in phase " + record.phase()));
  }

  private void evicts(PodKey pod, ClusterCommand command) {
    world
        .get()
        .pod(pod)
        .map(there -> there.state().nodeName())
        .ifPresent(node -> draining(node, command));
  }

  private void deletesNode(NodeName name, String uid) {
    Optional<NodeFact> node =
        world.get().node(name).filter(found -> found.identity().uid().equals(uid));
    if (node.isPresent()) {
      own(name, new ClusterCommand.DeleteNode(name, uid))
          .filter(record -> record.phase() != Phase.TERMINATING)
          .ifPresent(
              record ->
                  broke(
                      Law.PHASE_IS_WRITTEN_BEFORE_THE_ACT,
                      "delete of node " + name + " in phase " + record.phase()));
    }
  }

  /** Somebody took a record away by force: what was on its way to its node then may arrive. */
  void forgotten(ManagedNodeFact record) {
    NodeName node = record.progress().nodeName();
    if (node != null) {
      forgotten.add(node);
    }
  }

  /** A command arrives at the cluster and is about to be done. */
  void arrives(ClusterCommand command) {
    if (command instanceof ClusterCommand.WriteRecord(ManagedNodeFact next)) {
      world
          .get()
          .managedNode(next.identity().name())
          .filter(was -> version(was).equals(version(next)))
          .ifPresent(was -> vanished(was, next));
      world
          .get()
          .managedNode(next.identity().name())
          .filter(was -> version(was).equals(version(next)))
          .filter(was -> !next.writtenUnder().mayTouch(was.writtenUnder()))
          .ifPresent(
              was ->
                  broke(
                      Law.HIGHER_TOKEN_IS_NOT_OVERWRITTEN,
                      next.identity().name()
                          + " written under "
                          + next.writtenUnder()
                          + " over "
                          + was.writtenUnder()));
    }
    if (command instanceof ClusterCommand.DeleteRecord delete) {
      census
          .alive(delete.uid())
          .filter(machine -> !census.justMadeLate(machine))
          .ifPresent(
              machine ->
                  broke(
                      Law.RECORD_OUTLIVES_ITS_MACHINES,
                      machine + " lives while " + delete.name() + " is closed"));
    }
    if (command instanceof ClusterCommand.DeletePod delete) {
      broke(Law.DISRUPTION_BUDGETS_HOLD, "no group has a last resort: " + delete);
    }
  }

  /** A life is written to have ended because its machine has vanished. */
  private void vanished(ManagedNodeFact was, ManagedNodeFact next) {
    boolean news =
        "INSTANCE_VANISHED".equals(next.progress().failure()) && was.progress().failure() == null;
    census
        .alive(next.identity().uid())
        .filter(machine -> news && machine.id.equals(next.progress().providerId()))
        .ifPresent(
            machine -> broke(Law.NO_LIVING_MACHINE_IS_GIVEN_UP, machine + ": " + next.progress()));
  }

  private static String version(ManagedNodeFact record) {
    return record.identity().resourceVersion();
  }

  void looked(String record) {
    lookedAt.put(record, time.now());
  }

  void saw(PodFact pod) {
    if (pod.state().nodeName() != null) {
      boundAt.putIfAbsent(pod.identity().uid(), time.now());
    }
  }

  /**
   * A machine is about to be taken away. One that registers while it is being deleted as the second
   * of its intent is left out; a second one that has joined has a record of its own and is drained.
   */
  void deleting(Machine machine) {
    Optional<ManagedNodeFact> record = recordOn(machine.id).or(() -> record(machine.intent()));
    boolean goesAnyway =
        record
            .map(r -> r.progress().removal())
            .filter(ManagedNodeFact.Removal::interrupted)
            .isPresent();
    Optional<NodeFact> node =
        world.get().node(machine.node).filter(n -> machine.id.equals(n.providerId()) && n.ready());
    if (surplus(machine.id) || goesAnyway || node.isEmpty()) {
      return;
    }
    Instant looked = record.map(r -> lookedAt.get(r.identity().name())).orElse(Instant.MAX);
    world.get().podsOn(machine.node).stream()
        .filter(pod -> pod.moves() && since(pod).isBefore(looked))
        .findFirst()
        .ifPresent(
            pod ->
                broke(
                    Law.NO_MACHINE_IS_PULLED_FROM_UNDER_PODS,
                    machine + " while " + pod.podKey() + " runs there since " + since(pod)));
  }

  private Instant since(PodFact pod) {
    return boundAt.getOrDefault(pod.identity().uid(), Instant.MAX);
  }

  /**
   * A record was made, and what its group has now is set against what it may have. A drain that is
   * given up may bring a node back above that, until rules find one of the group unneeded, which
   * then goes at once: its machine was there all the time, and nobody buys one meanwhile. Nor is
   * what was there already and is only taken up.
   */
  void bought(ManagedNodeFact made) {
    NodeGroupFact group = world.get().group(made.group()).orElse(null);
    if (group == null || made.purchase().takesUp() != null) {
      return;
    }
    int count = 0;
    long cpu = 0;
    for (ManagedNodeFact record : world.get().managedNodes()) {
      if (record.group().equals(group.name()) && record.counts()) {
        count++;
        cpu += census.cpu(record.purchase().offering());
      }
    }
    if (count > group.spec().size().max()) {
      broke(Law.GROUP_WITHIN_ITS_SIZE, count + " records of " + group.name());
    }
    Long most = group.spec().limits().resources().get(Resources.CPU);
    if (most != null && cpu > most) {
      broke(Law.GROUP_WITHIN_ITS_LIMITS, cpu + "m cpu of " + group.name());
    }
  }

  /** Looks at cluster and clouds as they are. */
  void look() {
    World now = world.get();
    Set<String> machines = new HashSet<>();
    for (ManagedNodeFact record : now.managedNodes()) {
      String machine = record.progress().providerId();
      if (machine != null && !record.over() && !machines.add(machine)) {
        broke(Law.ONE_RECORD_FOR_A_MACHINE, machine + " stands in two records");
      }
    }
    census.look(this, now);
  }
}
