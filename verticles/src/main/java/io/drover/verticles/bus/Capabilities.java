package io.drover.verticles.bus;

import java.time.Duration;

/**
 * How a provider differs.
 *
 * @param victimChosen whether it deletes the machine that is named
 * @param listSettles how long a list may lag behind what was done
 */
public record Capabilities(
    Identity identity, Creation creation, boolean victimChosen, Duration listSettles) {
  /** Of an account that has not been reached yet: whatever makes us most careful. */
  public static final Capabilities UNKNOWN =
      new Capabilities(
          Identity.ASSIGNED_LATER, Creation.FIND_BY_NAME, false, Duration.ofMinutes(2));

  /** Whether the account has said how it differs. */
  public boolean known() {
    return !equals(UNKNOWN);
  }

  /** Who names a machine, and when. */
  public enum Identity {
    CHOSEN,
    ASSIGNED_LATER,
    FIXED
  }

  /** What makes a repeated create harmless. */
  public enum Creation {
    /** An idempotency token: the same one never makes a second machine. */
    KEYED,
    /** The name is looked for first. */
    FIND_BY_NAME,
    /** An absolute target size is set. */
    TARGET_SIZE,
    /** A reserved machine is switched on. */
    SWITCH
  }
}
