package io.drover.rules.scheduling;

import io.drover.rules.facts.HostPort;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two pods of one node cannot take the same host port. */
final class NodePorts {
  private static final WhyNot REFUSAL =
      new WhyNot(
          WhyNot.Cause.HOST_PORT_TAKEN,
          "node(s) didn't have free ports for the requested pod ports");

  private NodePorts() {}

  static @Nullable WhyNot refuses(List<HostPort> wanted, NodeSpace node) {
    return !wanted.isEmpty() && conflict(wanted, node.hostPorts()) ? REFUSAL : null;
  }

  static boolean conflict(List<HostPort> wanted, List<HostPort> taken) {
    return wanted.stream().anyMatch(port -> taken.stream().anyMatch(port::conflictsWith));
  }
}
