package io.drover.verticles.provider;

import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;

/** A provider with a far end that a test can look at and hurt. */
public interface ProviderBench {
  NodeProvider provider();

  /**
   * The command that execution gives for an intent, the same one each time; what must be recorded
   * or reserved before has been.
   */
  Create create(String intent);

  /** As {@link #create}, to take the machine away. */
  Delete delete(String intent, String providerId);

  /** What the machines are listed by. */
  Scope scope();

  /** Machines that live at the far end, whoever knows of them. */
  int alive();

  /** Strikes the next create or delete. */
  void next(Mishap mishap);

  /** Lets so much time pass that the far end shows what was done. */
  void settle();
}
