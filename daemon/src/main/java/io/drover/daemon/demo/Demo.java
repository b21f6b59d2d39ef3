package io.drover.daemon.demo;

import io.drover.daemon.config.ClusterConfig;
import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.Mode;
import io.drover.daemon.config.ParseResult;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.wiring.ClusterSource;
import io.drover.daemon.wiring.KubernetesSource;
import io.drover.daemon.wiring.Parts;
import io.drover.daemon.wiring.Policies;
import io.drover.daemon.wiring.Providers;
import io.drover.daemon.wiring.StartFailure;
import io.drover.doubles.cloud.CloudHttp;
import io.drover.doubles.cloud.CloudOptions;
import io.drover.doubles.cloud.InMemoryCloudStore;
import io.drover.doubles.cloud.SignedNotices;
import io.drover.doubles.cloud.SimulatedCloud;
import io.drover.doubles.cloud.VertxTimeline;
import io.drover.rules.engine.CompiledRules;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.PodFact;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.policies.Compiling;
import io.drover.verticles.policies.DiskCompiledRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The demo's far ends: a simulated cloud on loopback and a cluster in memory, with a workload that
 * grows and shrinks. The daemon between them is the real one.
 */
public final class Demo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration BOOT = Duration.ofSeconds(3);
  private static final Duration TERMINATE = Duration.ofSeconds(1);
  private static final int OPEN_SECONDS = 10;
  private static final long CPU_MILLIS = 500;
  private static final long MEMORY_BYTES = 512L << 20;
  private static final String CONFIGURATION =
      """
      installation: demo
      stateDirectory: %1$s/state
      policies: %1$s/rules
      controlSocket: %1$s/control.sock
      http: {host: 127.0.0.1, port: %2$d}
      hazelcast: {host: 127.0.0.1, port: 0, eventBusPort: 0}
      clusters:
        demo: {kubeconfig: %1$s/none}
      providers:
        cloud: {kind: simulated, endpoint: "http://127.0.0.1:%3$d", rateLimit: 50, listSettles: 1s}
      nodeGroups:
        general:
          cluster: demo
          provider: cloud
          min: 1
          max: 10
          capacityTypes: [on-demand]
          disruptionBudgets: [{nodes: 50%%}]
          scaleDown: {unneededTime: 10s, cooldownAfterScaleUp: 5s}
      timings: {planInterval: 5s}
      """;

  private static final String KUBECONFIG =
      """
      apiVersion: v1
      kind: Config
      clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
      users: [{name: u, user: {token: t}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      current-context: x
      """;

  private final DemoCluster cluster;
  private final Vertx cloudLoop;
  private final DroverConfig config;
  private final Compiling policies;

  /** One step of the story: so long after the step before, the workload has so many pods. */
  public record Step(Duration after, int replicas, String told) {}

  /** The story of one cycle. */
  public static final List<Step> STORY =
      List.of(
          new Step(Duration.ofSeconds(3), 4, "a workload of 4 pods arrives (500m, 512Mi each)"),
          new Step(Duration.ofSeconds(12), 24, "it grows to 24 pods"),
          new Step(Duration.ofSeconds(18), 3, "it shrinks to 3 pods; nodes become unneeded"));

  /** A story for training a cache: buy, join, cordon, drain and delete, as quickly as can be. */
  public static final List<Step> TRAINING =
      List.of(
          new Step(Duration.ZERO, 6, "a workload of 6 pods arrives"),
          new Step(Duration.ofSeconds(8), 1, "it shrinks to 1 pod"));

  /** How long the last step of the training is watched. */
  public static final Duration TRAINED = Duration.ofSeconds(18);

  /** How long the last step is watched before the cycle ends. */
  public static final Duration WIND_DOWN = Duration.ofSeconds(45);

  private Demo(DemoCluster cluster, Vertx cloudLoop, DroverConfig config, Compiling policies) {
    this.cluster = cluster;
    this.cloudLoop = cloudLoop;
    this.config = config;
    this.policies = policies;
  }

  /**
   * Opens the far ends.
   *
   * @param httpPort of the daemon's door, 0 for any free one
   * @param folder for the state directory and the control socket
   */
  public static Demo open(int httpPort, Path folder) throws InterruptedException {
    DemoCluster cluster = new DemoCluster();
    Vertx loop =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    VertxTimeline timeline = new VertxTimeline(loop);
    SimulatedCloud cloud =
        new SimulatedCloud(
            timeline,
            cluster,
            new InMemoryCloudStore(),
            new SignedNotices(timeline),
            CloudOptions.standard().withBootDelay(BOOT).withTerminateDelay(TERMINATE));
    cloud.start();
    DroverConfig config = configuration(folder, httpPort, listen(loop, cloud));
    return new Demo(cluster, loop, config, Policies.of(new ShippedPolicies(), kept(config)));
  }

  private static int listen(Vertx loop, SimulatedCloud cloud) throws InterruptedException {
    try {
      return new CloudHttp(loop, cloud, Optional.empty())
          .listen(0)
          .toCompletionStage()
          .toCompletableFuture()
          .get(OPEN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new StartFailure("the simulated cloud cannot listen on loopback: " + failure);
    }
  }

  private static DroverConfig configuration(Path folder, int httpPort, int cloudPort) {
    String yaml = CONFIGURATION.formatted(folder, httpPort, cloudPort);
    ParseResult parsed =
        new ConfigParser(Set.of("simulated")).parse("demo", yaml.getBytes(StandardCharsets.UTF_8));
    return switch (parsed) {
      case ParseResult.Parsed(DroverConfig config) -> config;
      case ParseResult.Rejected rejected -> throw new StartFailure(rejected.text());
    };
  }

  /** The real daemon's parts, on these far ends. */
  public Parts parts(Consumer<JournalLine> teller) {
    return new Parts(config, false, cluster::on, Providers::make, policies, teller);
  }

  /** Sets the number of pods from now on. */
  public void replicas(int count) {
    cluster.run(EmbeddedWorkload.asking("web", count, CPU_MILLIS, MEMORY_BYTES));
  }

  /** Where {@code drover status} finds the demo's daemon. */
  public Path controlSocket() {
    return config.controlSocket();
  }

  private static CompiledRules kept(DroverConfig config) {
    return DiskCompiledRules.in(config.stateDirectory().resolve("policies/compiled"));
  }

  /**
   * Has run what the demo itself does not, when the training ends: the client of a real cluster,
   * and the reading of policies that were compiled before.
   */
  public void exercise() {
    cloudLoop
        .executeBlocking(
            () ->
                Policies.compiler(kept(config))
                    .compile(new PolicyFolder(new ShippedPolicies().read())))
        .onSuccess(read -> LOG.atInfo().log("read the policies that were compiled before"))
        .onFailure(failure -> LOG.atWarn().addKeyValue("error", failure).log("not trained"));
    TrainingCluster.open(cloudLoop)
        .compose(this::connect)
        .compose(
            connected ->
                connected
                    .cluster()
                    .uid()
                    .compose(uid -> connected.cluster().open(new Unheard()))
                    .compose(listed -> connected.cluster().readLease()))
        .onSuccess(lease -> LOG.atInfo().log("looked at an API server"))
        .onFailure(failure -> LOG.atWarn().addKeyValue("error", failure).log("not trained"));
  }

  private Future<ClusterSource.Connected> connect(int port) {
    Path kubeconfig = config.stateDirectory().resolve("training.kubeconfig");
    try {
      Files.writeString(kubeconfig, KUBECONFIG.formatted(port));
    } catch (IOException unwritable) {
      return Future.failedFuture(unwritable);
    }
    ClusterConfig training =
        new ClusterConfig(
            kubeconfig,
            null,
            null,
            Mode.OBSERVE,
            "kube-system",
            PodFact.EXPENDABLE_BELOW,
            List.of(),
            Duration.ZERO,
            List.of(),
            List.of(),
            ClusterSettings.NOTE_MAX_AGE,
            ClusterConfig.Minimum.NONE,
            null);
    return new KubernetesSource(cloudLoop, config.timings().viewMaxAge())
        .connect("training", training, cloudLoop.getOrCreateContext());
  }

  /** Whatever is told of the cluster that is only looked at. */
  private static final class Unheard implements ServedCluster.Watcher {
    @Override
    public void changed(List<Delta> deltas) {}

    @Override
    public void heartbeat(Instant sentAt) {}

    @Override
    public void watching(String broken) {}
  }

  @Override
  public void close() {
    cloudLoop.close();
  }
}
