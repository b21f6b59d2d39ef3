package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.KeptBack;
import io.drover.doubles.cloud.Machine;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a server is to the cluster that it joins. */
final class ServerMachine {
  private ServerMachine() {}

  static String nodeName(Server server) {
    return UserData.read(server.order().userData())
        .nodeName()
        .orElse(server.order().hostname())
        .toLowerCase(Locale.ROOT);
  }

  static Machine of(Server server) {
    UserData data = UserData.read(server.order().userData());
    Map<String, String> labels = new HashMap<>();
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/hostname", nodeName(server));
    boolean known = server.fate().cloudController();
    if (known) {
      labels.put("node.kubernetes.io/instance-type", server.plan().name());
      labels.put("topology.kubernetes.io/region", server.datacenter().code());
      labels.put("topology.kubernetes.io/zone", server.datacenter().code());
    }
    labels.putAll(data.labels());
    Map<String, String> capacity = capacity(server.plan());
    return new Machine(
        server.identifier(),
        nodeName(server),
        known ? "vpsie://" + server.identifier() : "",
        labels,
        data.taints(),
        capacity,
        KeptBack.allocatable(capacity),
        addresses(server));
  }

  /** A kubelet tells all three; kwok leaves them alone only when a Hostname is among them. */
  private static Map<String, String> addresses(Server server) {
    return Map.of(
        "Hostname", nodeName(server),
        "InternalIP", server.privateIp(),
        "ExternalIP", server.publicIp());
  }

  private static Map<String, String> capacity(Plan plan) {
    return Map.of(
        "cpu",
        Integer.toString(plan.cpu()),
        "memory",
        plan.ramMb() + "Mi",
        "pods",
        "110",
        "ephemeral-storage",
        plan.ssdGb() + "Gi");
  }
}
