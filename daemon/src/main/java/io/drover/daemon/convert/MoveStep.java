package io.drover.daemon.convert;

import java.util.List;

/**
 * A step of the move.
 *
 * @param commands lines for a shell, in order
 */
public record MoveStep(String title, List<String> commands) {
  public MoveStep {
    commands = List.copyOf(commands);
  }
}
