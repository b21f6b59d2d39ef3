package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.UselessNodes;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.drover.verticles.time.Clock;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.FieldValidateable;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is done to NodeGroups; blocks. */
final class GroupDeeds {
  /** The owner of the fields that the configuration says. */
  private static final String CONFIGURATION = "drover-config";

  private final KubernetesClient client;
  private final Clock clock;

  GroupDeeds(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Applies the group of the configuration without force: what others own stays theirs. */
  ClusterOutcome apply(ConfiguredGroup group) {
    NodeGroup object = new NodeGroup();
    object.setMetadata(new ObjectMetaBuilder().withName(group.name().value()).build());
    object.setSpec(GroupWriting.spec(group.spec()));
    return wrote(
        client
            .resource(object)
            .fieldValidation(FieldValidateable.Validation.STRICT)
            .fieldManager(CONFIGURATION)
            .serverSideApply());
  }

  /** Makes a group; that there is one of its name already is a conflict. */
  ClusterOutcome make(ClusterCommand.MakeGroup command) {
    NodeGroup object = new NodeGroup();
    object.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.group().value())
            .addToLabels(NodeGroupFact.MADE_FOR, NodeGroupFact.PODS)
            .build());
    object.setSpec(GroupWriting.spec(command.spec()));
    return wrote(
        client.resource(object).fieldValidation(FieldValidateable.Validation.STRICT).create());
  }

  /** The ledger: written only on the version that it was decided on. */
  ClusterOutcome write(ClusterCommand.WriteGroup command) {
    NodeGroup found = client.resources(NodeGroup.class).withName(command.group().value()).get();
    if (found == null || !command.uid().equals(found.getMetadata().getUid())) {
      return new ClusterOutcome.Absent(
          "there is no node group " + command.group() + " with uid " + command.uid());
    }
    ObjectMeta meta = found.getMetadata();
    if (!command.resourceVersion().equals(meta.getResourceVersion())) {
      return new ClusterOutcome.Conflict(
          "node group %s is at version %s, not %s"
              .formatted(command.group(), meta.getResourceVersion(), command.resourceVersion()));
    }
    Map<String, Object> patch =
        Map.of(
            "metadata",
            Map.of("uid", command.uid(), "resourceVersion", command.resourceVersion()),
            "status",
            status(command.status(), found));
    return wrote(
        client
            .resources(NodeGroup.class)
            .withName(command.group().value())
            .subresource("status")
            .patch(PatchContext.of(PatchType.JSON_MERGE), JsonPatch.json(patch)));
  }

  /** Adds the finalizer, or takes it away; others' stay. */
  ClusterOutcome guard(ClusterCommand.GuardGroup command) {
    NodeGroup found = client.resources(NodeGroup.class).withName(command.group().value()).get();
    if (found == null || !command.uid().equals(found.getMetadata().getUid())) {
      return new ClusterOutcome.Absent("there is no node group " + command.group());
    }
    List<String> finalizers = new ArrayList<>(OrEmpty.list(found.getMetadata().getFinalizers()));
    boolean changed =
        command.guarded()
            ? !finalizers.contains(NodeGroup.FINALIZER) && finalizers.add(NodeGroup.FINALIZER)
            : finalizers.remove(NodeGroup.FINALIZER);
    if (changed) {
      Map<String, Object> patch =
          Map.of(
              "metadata",
              Map.of(
                  "uid", command.uid(),
                  "resourceVersion", found.getMetadata().getResourceVersion(),
                  "finalizers", finalizers));
      found =
          client
              .resources(NodeGroup.class)
              .withName(command.group().value())
              .patch(PatchContext.of(PatchType.JSON_MERGE), JsonPatch.json(patch));
    }
    // One that was deleted may be gone with its last finalizer.
    return found.getMetadata().getDeletionTimestamp() == null
        ? wrote(found)
        : new ClusterOutcome.Done();
  }

  private Map<String, @Nullable Object> status(ClusterCommand.GroupStatus next, NodeGroup found) {
    NodeGroupFact.History history = next.history();
    Map<String, @Nullable Object> status = new HashMap<>();
    status.put("current", next.current());
    status.put("ready", next.ready());
    status.put("nodes", next.nodes());
    status.put("desired", history.desired());
    status.put("lastScaleUp", Times.textOrNull(history.lastScaleUp()));
    status.put("lastScaleDown", Times.textOrNull(history.lastScaleDown()));
    status.put("backoffs", backoffs(history, found));
    NodeGroupFact.Standing standing = history.standing();
    status.put("sizeChange", sizeChange(standing.sizeChange()));
    status.put("strangers", standing.strangers().isEmpty() ? null : standing.strangers());
    status.put("frozen", standing.frozen());
    status.put("joinFailures", joins(standing.joins()));
    status.put("uselessNodes", useless(standing.useless()));
    status.put("spending", spending(history.spending()));
    status.put("swings", swings(history.swings(), found));
    status.put("conditions", conditions(next.conditions(), found));
    status.put("observedGeneration", found.getMetadata().getGeneration());
    return status;
  }

  private static @Nullable Map<String, @Nullable Object> joins(JoinFailures joins) {
    if (joins.equals(JoinFailures.NONE)) {
      return null;
    }
    Map<String, @Nullable Object> said = new HashMap<>();
    said.put("inARow", joins.inARow());
    said.put("until", Times.textOrNull(joins.until()));
    return said;
  }

  private static @Nullable Map<String, @Nullable Object> useless(UselessNodes useless) {
    if (useless.equals(UselessNodes.NONE)) {
      return null;
    }
    Map<String, @Nullable Object> said = new HashMap<>();
    said.put("inARow", useless.inARow());
    said.put("nodes", useless.nodes());
    said.put("lastBought", Times.textOrNull(useless.lastBought()));
    said.put("until", Times.textOrNull(useless.until()));
    return said;
  }

  private static @Nullable Map<String, Object> swings(Swings swings, NodeGroup found) {
    if (swings.equals(Swings.NONE)) {
      return null;
    }
    Map<String, @Nullable Object> moved = new TreeMap<>();
    if (found.getStatus() != null && found.getStatus().swings() != null) {
      OrEmpty.map(found.getStatus().swings().moved()).keySet().forEach(key -> moved.put(key, null));
    }
    swings.moved().forEach((owner, at) -> moved.put(owner, Times.text(at)));
    return Map.of(
        "moved", moved, "boughtAgain", swings.boughtAgain().stream().map(Times::text).toList());
  }

  private static @Nullable Map<String, Object> spending(@Nullable Spending spending) {
    return spending == null
        ? null
        : Map.of("amount", spending.amount().toString(), "at", Times.text(spending.at()));
  }

  private static @Nullable Map<String, @Nullable Object> sizeChange(
      NodeGroupFact.@Nullable SizeChange change) {
    if (change == null) {
      return null;
    }
    Map<String, @Nullable Object> said = new HashMap<>();
    said.put("from", change.from());
    said.put("to", change.to());
    said.put("intent", change.intent());
    said.put("victim", change.victim());
    said.put("since", Times.text(change.since()));
    return said;
  }

  /** A merge keeps what it does not name, so what is over must be named as null. */
  private static Map<String, @Nullable Object> backoffs(
      NodeGroupFact.History history, NodeGroup found) {
    Map<String, @Nullable Object> backoffs = new TreeMap<>();
    if (found.getStatus() != null) {
      OrEmpty.map(found.getStatus().backoffs()).keySet().forEach(over -> backoffs.put(over, null));
    }
    history
        .backoffs()
        .forEach(
            (offering, backoff) ->
                backoffs.put(
                    offering,
                    Map.of(
                        "until", Times.text(backoff.until()),
                        "failures", backoff.failures(),
                        "reason", backoff.reason())));
    return backoffs;
  }

  private List<Map<String, Object>> conditions(
      List<ClusterCommand.Condition> conditions, NodeGroup found) {
    List<Condition> before =
        found.getStatus() == null ? List.of() : OrEmpty.list(found.getStatus().conditions());
    List<Map<String, Object>> after = new ArrayList<>();
    for (ClusterCommand.Condition condition : conditions) {
      String status = condition.status() ? "True" : "False";
      String since =
          before.stream()
              .filter(old -> condition.type().equals(old.getType()))
              .filter(old -> status.equals(old.getStatus()))
              .map(Condition::getLastTransitionTime)
              .findFirst()
              .orElseGet(() -> Times.seconds(clock.now()));
      after.add(
          Map.of(
              "type", condition.type(),
              "status", status,
              "reason", condition.reason(),
              "message", condition.message(),
              "lastTransitionTime", since,
              "observedGeneration", found.getMetadata().getGeneration()));
    }
    return after;
  }

  private static ClusterOutcome wrote(NodeGroup group) {
    return new ClusterOutcome.Wrote(GroupProjection.fact(group));
  }
}
