package io.drover.daemon.demo;

import io.drover.daemon.config.ClusterConfig;
import io.drover.daemon.wiring.ClusterSource;
import io.drover.doubles.cloud.Machine;
import io.drover.doubles.cloud.MachineBoot;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.provider.Quantity;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The demo's cluster in memory, and the place where the simulated cloud's machines boot. */
final class DemoCluster implements ClusterSource, MachineBoot {
  private static final String UID = "00000000-0000-4000-8000-00000000d0d0";

  private @Nullable Home home;

  private record Home(EmbeddedCluster cluster, Context context) {}

  /** The source, once Vert.x runs. */
  ClusterSource on(Vertx vertx) {
    return (name, config, context) -> connect(vertx, context);
  }

  @Override
  public Future<Connected> connect(String name, ClusterConfig config, Context context) {
    return connect(context.owner(), context);
  }

  private Future<Connected> connect(Vertx vertx, Context context) {
    VertxTime time = new VertxTime(vertx);
    EmbeddedCluster cluster = new EmbeddedCluster(UID, time, time);
    home = new Home(cluster, context);
    return Future.succeededFuture(
        new Connected(
            cluster,
            "",
            groups -> {
              groups.forEach(cluster::apply);
              return Future.succeededFuture(Map.of());
            },
            () -> Future.failedFuture("the demo's cluster has no metrics API"),
            (namespace, name) -> Future.failedFuture("the demo's cluster has no secrets")));
  }

  /** Keeps so many pods of the demo's workload from now on. */
  void run(EmbeddedWorkload workload) {
    with(cluster -> cluster.run(workload));
  }

  @Override
  public void boot(Machine machine) {
    NodeFact.Shape shape =
        new NodeFact.Shape(
            resources(machine.capacity()),
            resources(machine.allocatable()),
            taints(machine.taints()),
            false);
    with(
        cluster ->
            cluster.join(
                new NodeName(machine.nodeName()), machine.providerId(), machine.labels(), shape));
  }

  @Override
  public void stop(Machine machine) {
    with(cluster -> cluster.silence(new NodeName(machine.nodeName())));
  }

  private void with(Consumer<EmbeddedCluster> deed) {
    Home now = home;
    if (now != null) {
      now.context().runOnContext(any -> deed.accept(now.cluster()));
    }
  }

  private static Resources resources(Map<String, String> quantities) {
    return Quantity.resources(quantities);
  }

  private static List<Taint> taints(List<io.drover.doubles.cloud.Taint> taints) {
    return taints.stream()
        .map(taint -> new Taint(taint.key(), value(taint), effect(taint.effect())))
        .toList();
  }

  private static String value(io.drover.doubles.cloud.Taint taint) {
    String value = taint.value();
    return value == null ? "" : value;
  }

  private static Taint.Effect effect(String kubernetes) {
    return switch (kubernetes) {
      case "NoExecute" -> Taint.Effect.NO_EXECUTE;
      case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
      default -> Taint.Effect.NO_SCHEDULE;
    };
  }
}
