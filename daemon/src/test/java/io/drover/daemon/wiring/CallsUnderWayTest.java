package io.drover.daemon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ClusterActions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class CallsUnderWayTest {
  private final CallsUnderWay calls = new CallsUnderWay();
  private final Promise<ClusterOutcome> answer = Promise.promise();
  private final ClusterActions actions = calls.cluster(order -> answer.future());

  private Future<ClusterOutcome> begin() {
    return actions.order(
        new ClusterOrder(new Token(1, 1), new ClusterCommand.Cordon(new NodeName("a"), "uid")));
  }

  @Test
  void endsWhenEverythingThatWasBegunHasEnded() {
    Future<ClusterOutcome> begun = begin();

    Future<Void> closed = calls.close();

    assertThat(closed.isComplete()).isFalse();
    answer.complete(new ClusterOutcome.Done());
    assertThat(begun.succeeded()).isTrue();
    assertThat(closed.succeeded()).isTrue();
  }

  @Test
  void letsNothingBeginOnceItIsClosedUntilItIsOpenAgain() {
    assertThat(calls.close().succeeded()).as("nothing is under way").isTrue();
    assertThat(begin().result()).isInstanceOf(ClusterOutcome.Refused.class);

    calls.reopen();

    assertThat(begin().isComplete()).as("it is under way").isFalse();
  }
}
