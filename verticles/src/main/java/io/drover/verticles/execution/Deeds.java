package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.lifecycle.Command;
import io.drover.rules.safety.Step;
import io.drover.rules.safety.StepVerdict;
import io.drover.rules.scheduling.Templates;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Performs the commands of a life. Each destructive one is first judged by safety on a fresh read;
 * no verdict is a refusal.
 */
final class Deeds {
  private final ExecutionHouse house;
  private final Reviews reviews;
  private final Evictions evictions;
  private final Endings endings;
  private final Strays strays;
  private final Machines machines;

  Deeds(ExecutionHouse house, ExecutionSettings settings, Strays strays, Machines machines) {
    this.strays = strays;
    this.house = house;
    this.reviews = new Reviews(house, settings);
    this.evictions = new Evictions(house, reviews);
    this.endings = new Endings(house, reviews);
    this.machines = machines;
  }

  /** What follows from a deed. */
  enum Result {
    /** Ask the state machine again at once. */
    AGAIN,
    /** It was done; a change will tell when to go on. */
    DONE,
    /** Disruption budgets do not allow it now; ask again after a steady pause. */
    BLOCKED,
    /** Others come first; go on when something has changed. */
    WAIT,
    /** It could not be done; try later. */
    LATER,
    /** The life is told. */
    OVER
  }

  Future<Result> perform(Command command, Life life, NodeGroupFact group, Token token) {
    Optional<String> frozen = destroys(command, life) ? strays.frozen(group) : Optional.empty();
    if (frozen.isPresent()) {
      house.tell(life, "frozen", frozen.get(), command.getClass().getSimpleName() + " waits");
      return later();
    }
    return performThawed(command, life, group, token);
  }

  /**
   * What is not done while a group is frozen; a machine that goes anyway is drained nevertheless.
   */
  private static boolean destroys(Command command, Life life) {
    ManagedNodeFact.Removal removal = life.record.progress().removal();
    boolean goesAnyway = removal != null && removal.interrupted();
    return switch (command) {
      case Command.CreateMachine any -> true;
      case Command.Cordon any -> !goesAnyway;
      case Command.EvictPods any -> !goesAnyway;
      case Command.EndPods any -> !goesAnyway;
      case Command.DeleteMachine any -> true;
      case Command.PutSizeBack any -> true;
      case Command.DeleteSurplus any -> true;
      case Command.DeleteNode any -> true;
      case Command.DressNode any -> false;
      case Command.Uncordon any -> false;
      case Command.CloseRecord any -> false;
      case Command.Tell any -> false;
    };
  }

  private Future<Result> performThawed(
      Command command, Life life, NodeGroupFact group, Token token) {
    String uid = life.record.identity().uid();
    return switch (command) {
      case Command.CreateMachine() -> machines.create(life, group, token);
      case Command.DressNode(NodeFact node) ->
          order(
              token,
              new ClusterCommand.DressNode(
                  node.name(), node.identity().uid(), labels(life.record, group), taints(group)));
      case Command.Cordon(NodeFact node) ->
          order(token, new ClusterCommand.Cordon(node.name(), node.identity().uid()))
              .onSuccess(done -> told(done, life, "cordoned", "no more pods come to it"));
      case Command.Uncordon(NodeFact node) -> uncordon(node, token);
      case Command.EvictPods(List<PodFact> pods) -> evictions.evict(pods, life, token);
      case Command.EndPods(List<PodFact> pods) -> endings.end(pods, life, group, token);
      case Command.DeleteMachine(String machine) ->
          reviewed(new Step.DeleteMachine(life.name(), uid, machine), life, token)
              .compose(ok -> ok ? machines.delete(life, group, machine, token) : later());
      case Command.PutSizeBack() -> machines.putSizeBack(life, group, token);
      case Command.DeleteSurplus(List<String> ids) -> deleteSurplus(ids, life, group, token);
      case Command.DeleteNode(NodeFact node) ->
          reviewed(new Step.DeleteNode(life.name(), uid, node.identity().uid()), life, token)
              .compose(
                  ok ->
                      ok
                          ? order(
                              token,
                              new ClusterCommand.DeleteNode(node.name(), node.identity().uid()))
                          : later())
              .onSuccess(done -> told(done, life, "node-deleted", "its machine is gone"));
      case Command.CloseRecord() -> close(life, token);
      case Command.Tell(String kind, String reason, String text) -> {
        house.tell(life, kind, reason, text);
        yield Future.succeededFuture(Result.DONE);
      }
    };
  }

  private Future<Result> deleteSurplus(
      List<String> machines, Life life, NodeGroupFact group, Token token) {
    String uid = life.record.identity().uid();
    Future<Result> all = Future.succeededFuture(Result.DONE);
    for (String id : machines) {
      all =
          all.compose(
              before ->
                  reviewed(new Step.DeleteSurplus(life.name(), uid, id), life, token)
                      .compose(
                          ok ->
                              ok ? this.machines.deleteSurplus(life, group, id, token) : later()));
    }
    return all;
  }

  /** The unneeded time begins anew: a drain that failed is not tried again at once. */
  private Future<Result> uncordon(NodeFact node, Token token) {
    NodeName name = node.name();
    String uid = node.identity().uid();
    return order(token, new ClusterCommand.MarkCandidate(name, uid, null))
        .compose(
            unmarked ->
                unmarked == Result.DONE
                    ? order(token, new ClusterCommand.Uncordon(name, uid))
                    : later());
  }

  static Map<String, String> labels(ManagedNodeFact record, NodeGroupFact group) {
    Map<String, String> labels = new HashMap<>(group.spec().template().labels());
    labels.put(NodeFact.GROUP_LABEL, group.name().value());
    labels.put(Templates.CAPACITY_TYPE_LABEL, record.purchase().offering().capacityType());
    return labels;
  }

  private static List<Taint> taints(NodeGroupFact group) {
    return group.spec().template().taints();
  }

  private void told(Result done, Life life, String kind, String text) {
    if (done == Result.DONE) {
      house.tell(life, kind, "", text);
    }
  }

  private static Future<Result> later() {
    return Future.succeededFuture(Result.LATER);
  }

  private Future<Result> order(Token token, ClusterCommand command) {
    return house.cluster().order(new ClusterOrder(token, command)).map(Deeds::result);
  }

  static Result result(ClusterOutcome outcome) {
    return switch (outcome) {
      case ClusterOutcome.Done() -> Result.DONE;
      case ClusterOutcome.Wrote(var fact) -> Result.DONE;
      case ClusterOutcome.Absent(String detail) -> Result.DONE;
      case ClusterOutcome.Blocked(String detail, Duration retryAfter) -> Result.BLOCKED;
      case ClusterOutcome.Conflict(String detail) -> Result.LATER;
      case ClusterOutcome.Refused(String detail) -> Result.LATER;
      case ClusterOutcome.Unreachable(String detail) -> Result.LATER;
    };
  }

  private Future<Result> close(Life life, Token token) {
    ManagedNodeFact.Identity identity = life.record.identity();
    return order(
            token,
            new ClusterCommand.DeleteRecord(
                identity.name(), identity.uid(), identity.resourceVersion()))
        .onSuccess(done -> told(done, life, "closed", "its record is deleted"))
        .map(result -> result == Result.DONE ? Result.OVER : result);
  }

  private Future<Boolean> reviewed(Step step, Life life, Token token) {
    return reviews
        .ask(step, token)
        .map(
            verdict ->
                switch (verdict) {
                  case StepVerdict.Allowed allowed -> {
                    house.tell(life, "step", "", step.getClass().getSimpleName() + " allowed");
                    yield true;
                  }
                  case StepVerdict.Refused refused -> {
                    reviews.tell(life, step, refused);
                    yield false;
                  }
                });
  }

  static Map<String, String> ids(ManagedNodeFact record) {
    Map<String, String> ids = new HashMap<>();
    ids.put("node", record.identity().name());
    ids.put("group", record.group().value());
    ids.put("intent", record.identity().uid());
    ids.put("plan", record.purchase().plan());
    ids.put("offering", record.purchase().offering().toString());
    String machine = record.progress().providerId();
    if (machine != null) {
      ids.put("machine", machine);
    }
    NodeName node = record.progress().nodeName();
    if (node != null && !node.value().equals(record.identity().name())) {
      ids.put("nodeName", node.value());
    }
    return ids;
  }
}
