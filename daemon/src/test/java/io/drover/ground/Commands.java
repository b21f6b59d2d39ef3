package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The command line of every component.
 *
 * @param kubeconfig cluster-admin
 */
record Commands(
    Binaries binaries,
    Path directory,
    Kubeconfig kubeconfig,
    List<Integer> ports,
    ControlPlaneOptions options) {
  static final int PORTS = 3;

  List<String> of(Component component) {
    return switch (component) {
      case ETCD -> etcd();
      case API_SERVER -> apiServer();
      case CONTROLLER_MANAGER -> controllerManager();
      case SCHEDULER -> scheduler();
      case KWOK -> kwok();
    };
  }

  private List<String> etcd() {
    String client = "http://127.0.0.1:" + ports.get(1);
    String peer = "http://127.0.0.1:" + ports.get(2);
    return List.of(
        binaries.path("server"),
        "--data-dir=" + directory.resolve("etcd"),
        "--unsafe-no-fsync",
        "--log-level=error",
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer);
  }

  private List<String> apiServer() {
    Path key = directory.resolve("sa.key");
    return List.of(
        binaries.path("kube-apiserver"),
        "--etcd-servers=http://127.0.0.1:" + ports.get(1),
        "--cert-dir=" + directory.resolve("certs"),
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + ports.get(0),
        "--endpoint-reconciler-type=none",
        "--service-cluster-ip-range=10.0.0.0/24",
        "--authorization-mode=RBAC",
        "--token-auth-file=" + directory.resolve("tokens.csv"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + key,
        "--service-account-signing-key-file=" + key);
  }

  private List<String> controllerManager() {
    List<String> command = new ArrayList<>();
    command.add(binaries.path("kube-controller-manager"));
    command.add("--kubeconfig=" + kubeconfigFile());
    command.add("--leader-elect=false");
    command.add("--secure-port=0");
    command.add("--service-account-private-key-file=" + directory.resolve("sa.key"));
    command.add("--controllers=*,-nodeipam,-route,-service-lb-controller,-cloud-node-lifecycle");
    rate(command);
    if (options.quick()) {
      command.add(
          "--node-monitor-grace-period=" + options.nodeMonitorGracePeriod().toSeconds() + "s");
      command.add("--node-monitor-period=1s");
    }
    return command;
  }

  private List<String> scheduler() {
    List<String> command = new ArrayList<>();
    command.add(binaries.path("kube-scheduler"));
    command.add("--kubeconfig=" + kubeconfigFile());
    command.add("--leader-elect=false");
    command.add("--secure-port=0");
    rate(command);
    return command;
  }

  private void rate(List<String> command) {
    if (options.hasRate()) {
      command.add("--kube-api-qps=" + options.requestsPerSecond());
      command.add("--kube-api-burst=" + 2 * options.requestsPerSecond());
    }
  }

  private List<String> kwok() {
    List<String> command = new ArrayList<>();
    command.add(binaries.path("kwok"));
    command.add("--kubeconfig=" + kubeconfigFile());
    command.add("--manage-nodes-with-label-selector=" + ControlPlane.KUBELET_RUNNING);
    command.add("--node-lease-duration-seconds=" + options.nodeLeaseDuration().toSeconds());
    try (Stream<Path> stages = Files.list(Binaries.sources().resolve("stages"))) {
      stages.sorted().forEach(stage -> command.add("--config=" + stage));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return command;
  }

  Path kubeconfigFile() {
    return directory.resolve("kubeconfig");
  }
}
