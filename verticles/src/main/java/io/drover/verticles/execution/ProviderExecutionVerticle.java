package io.drover.verticles.execution;

import io.drover.verticles.locks.BusOwnership;
import io.drover.verticles.locks.OwnerVerticle;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deploys the execution room of one cluster, on an event loop: it waits for others. */
public final class ProviderExecutionVerticle extends OwnerVerticle<ExecutionRoom> {
  public ProviderExecutionVerticle(
      Supplier<BusOwnership> ownership, Function<BusOwnership, ExecutionRoom> room) {
    super(ownership, room, ExecutionRoom::start);
  }
}
