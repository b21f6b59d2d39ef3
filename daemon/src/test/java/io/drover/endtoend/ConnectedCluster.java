package io.drover.endtoend;

import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.KubernetesAccess;
import io.drover.verticles.cluster.kubernetes.KubernetesCluster;
import io.drover.verticles.cluster.kubernetes.KubernetesClusters;
import io.drover.verticles.cluster.kubernetes.KubernetesSettings;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** An adapter, the thread it calls home, and what it has told. */
record ConnectedCluster(HomeThread home, KubernetesCluster adapter, Notebook notebook)
    implements AutoCloseable {

  static ConnectedCluster to(Path kubeconfig) {
    HomeThread home = new HomeThread();
    KubernetesCluster adapter =
        home.result(
            () ->
                KubernetesClusters.connect(
                    new KubernetesAccess(kubeconfig, null),
                    KubernetesSettings.defaults(),
                    home.home()));
    return new ConnectedCluster(home, adapter, new Notebook());
  }

  void open() {
    var unused = home.result(() -> adapter.open(notebook));
  }

  /** Opens without waiting until everything is listed. */
  CompletableFuture<Void> begin() {
    return home.begin(() -> adapter.open(notebook));
  }

  <T> T result(Supplier<Future<T>> begin) {
    return home.result(begin);
  }

  ClusterOutcome perform(ClusterCommand command) {
    return home.result(() -> adapter.perform(command));
  }

  @Override
  public void close() {
    adapter.close();
    home.close();
  }
}
