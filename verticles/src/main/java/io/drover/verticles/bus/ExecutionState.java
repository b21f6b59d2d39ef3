package io.drover.verticles.bus;

import java.time.Instant;
import java.util.List;

/**
 * How well execution can act on its cluster, told every second.
 *
 * @param lists of the accounts that machines come from
 * @param createsWaiting calls for machines that wait for their turn
 * @param mostCreatesWaiting beyond which they are put off
 */
public record ExecutionState(
    Instant at, List<Listed> lists, int createsWaiting, int mostCreatesWaiting) {
  public ExecutionState {
    lists = List.copyOf(lists);
  }

  /**
   * When an account's machines were last listed.
   *
   * @param cameAt the start of execution where none has come yet
   * @param failure of the newest attempt, empty where it did not fail
   */
  public record Listed(String provider, Instant cameAt, String failure) {}
}
