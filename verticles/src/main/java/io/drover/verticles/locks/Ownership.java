package io.drover.verticles.locks;

import io.drover.verticles.bus.Claim;
import java.util.Optional;

/** Whether this member owns a cluster now. */
public interface Ownership {
  /** The claim, if it is held and has not run out by this member's own clock. */
  Optional<Claim> current();

  /** Has the task run, on the owner's own context, each time the claim is taken or lost. */
  void onChange(Runnable task);

  /** Who holds it, for people; empty while nobody knows. */
  String holder();
}
