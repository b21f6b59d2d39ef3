package io.drover.verticles.bus;

/**
 * What somebody wants done with the policies; each order tells who gives it, as they call
 * themselves.
 */
public sealed interface PolicyOrder {
  String who();

  /** Sends an order; the answer comes when it has been carried out or refused. */
  Query<PolicyOrder, PolicyReport> SEND =
      new Query<>("drover.v1.policies.order", PolicyOrder.class, PolicyReport.class, Reach.LOCAL);

  /**
   * Take the folder as it is now.
   *
   * @param confirmed whether it may decide what it would otherwise be held for
   */
  record Apply(String who, boolean confirmed) implements PolicyOrder {}

  /** Take the folder as if it had just been saved: a version that was chosen by hand goes on. */
  record Reload(String who) implements PolicyOrder {}

  /** Tell what the folder as it is now would decide differently, and change nothing. */
  record Compare(String who) implements PolicyOrder {}

  /** Let a former version decide until the folder changes. */
  record Rollback(String who, String version) implements PolicyOrder {}

  /** Tell which versions there were. */
  record History(String who) implements PolicyOrder {}
}
