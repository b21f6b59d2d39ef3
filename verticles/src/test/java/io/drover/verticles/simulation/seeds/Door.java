package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Where everything leaves a process; at any of its crossings it may die. */
final class Door {
  private final int member;
  private final ProcessTime process;
  private final Network network;
  private final History history;
  private final Runnable death;
  private int crossings = -1;
  private boolean after;

  /**
   * A door at which nobody dies yet.
   *
   * @param death what becomes of the process then
   */
  Door(int member, ProcessTime process, Network network, History history, Runnable death) {
    this.member = member;
    this.process = process;
    this.network = network;
    this.history = history;
    this.death = death;
  }

  int member() {
    return member;
  }

  ProcessTime process() {
    return process;
  }

  /** The process dies at the crossing after so many others, before the call or after it. */
  void dieAfter(int others, boolean afterTheCall) {
    crossings = others;
    after = afterTheCall;
  }

  <A> Future<A> call(
      Far far, String name, Supplier<Future<A>> call, Supplier<Future<A>> unanswered) {
    if (process.dead()) {
      return Promise.<A>promise().future();
    }
    if (crossings == 0) {
      history.add("dies " + (after ? "after" : "before"), member, name);
      if (after) {
        var unheard = network.call(new Way(member, far), process, call, unanswered);
        death.run();
        return unheard;
      }
      death.run();
      return Promise.<A>promise().future();
    }
    if (crossings > 0) {
      crossings--;
    }
    return network.call(new Way(member, far), process, call, unanswered);
  }
}
