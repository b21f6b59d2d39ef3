package io.drover.rules.facts;

/** A port that a pod takes on its node. An empty or {@code 0.0.0.0} address is every address. */
public record HostPort(String address, String protocol, int port) {
  /** Whether two pods with these ports cannot share a node (NodePorts plugin). */
  public boolean conflictsWith(HostPort other) {
    return port == other.port
        && protocol.equals(other.protocol)
        && (everywhere() || other.everywhere() || address.equals(other.address));
  }

  private boolean everywhere() {
    return address.isEmpty() || address.equals("0.0.0.0");
  }
}
