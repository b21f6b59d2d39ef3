package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.PhaseChange;
import io.drover.verticles.execution.Deeds.Result;
import io.vertx.core.Future;
import java.util.List;

/** Writes how far lives have come, each on the version that it was decided on. */
final class Records {
  private final ExecutionHouse house;
  private final FactMirror mirror;

  Records(ExecutionHouse house, FactMirror mirror) {
    this.house = house;
    this.mirror = mirror;
  }

  Future<Result> write(Life life, Progress progress, Token token) {
    ManagedNodeFact next = life.record.with(progress, token);
    return house
        .cluster()
        .order(new ClusterOrder(token, new ClusterCommand.WriteRecord(next)))
        .map(outcome -> written(life, outcome));
  }

  private Result written(Life life, ClusterOutcome outcome) {
    if (outcome instanceof ClusterOutcome.Wrote(ManagedNodeFact fact)) {
      Progress progress = fact.progress();
      ManagedNodeFact before = life.record;
      life.record = fact;
      mirror.learn(List.of(fact));
      if (progress.removal() != null) {
        life.withdrawal = "";
      }
      if (progress.phase() != before.phase()) {
        life.told.clear();
        life.deeds = 0;
        life.patience.forget();
        life.deleteAnswered &= progress.phase() != Phase.FAILED;
        house.entered(new PhaseChange(before, fact, hasNode(fact)));
      }
      return Result.AGAIN;
    }
    return outcome instanceof ClusterOutcome.Absent ? Result.OVER : Result.LATER;
  }

  private boolean hasNode(ManagedNodeFact record) {
    NodeName node = record.progress().nodeName();
    return node != null && mirror.world().flatMap(world -> world.node(node)).isPresent();
  }
}
