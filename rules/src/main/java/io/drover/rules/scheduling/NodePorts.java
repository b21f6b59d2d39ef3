package io.drover.rules.scheduling;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.PodNeeds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two pods of one node cannot take the same host port. */
record NodePorts() implements Filter {
  private static final WhyNot REFUSAL =
      new WhyNot(
          WhyNot.Cause.HOST_PORT_TAKEN,
          "node(s) didn't have free ports for the requested pod ports");

  @Override
  public @Nullable WhyNot refuses(PodNeeds needs, NodeSpace node) {
    return conflict(needs.hostPorts(), node.hostPorts()) ? REFUSAL : null;
  }

  static boolean conflict(List<HostPort> wanted, List<HostPort> taken) {
    return wanted.stream().anyMatch(port -> taken.stream().anyMatch(port::conflictsWith));
  }
}
