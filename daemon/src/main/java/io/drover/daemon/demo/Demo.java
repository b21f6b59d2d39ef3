package io.drover.daemon.demo;

import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.config.ParseResult;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.wiring.Parts;
import io.drover.daemon.wiring.Policies;
import io.drover.daemon.wiring.Providers;
import io.drover.daemon.wiring.StartFailure;
import io.drover.rules.engine.CompiledRules;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.policies.Compiling;
import io.drover.verticles.policies.DiskCompiledRules;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The demo's far ends: a cloud that is not real, on loopback, and a cluster in memory, with a
 * workload that grows and shrinks. The daemon between them is the real one.
 */
public final class Demo implements AutoCloseable {
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
        cloud: %3$s
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

  private final DemoCluster cluster;
  private final Vertx cloudLoop;
  private final DemoCloud cloud;
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

  private Demo(
      DemoCluster cluster,
      Vertx cloudLoop,
      DroverConfig config,
      DemoCloud cloud,
      CompiledRules kept) {
    this.cluster = cluster;
    this.cloudLoop = cloudLoop;
    this.config = config;
    this.cloud = cloud;
    this.policies = Policies.of(new ShippedPolicies(), kept);
  }

  /**
   * Opens the far ends.
   *
   * @param provider whose cloud it is
   * @param httpPort of the daemon's door, 0 for any free one
   * @param folder for the state directory and the control socket
   * @param train whether compiled rules are kept, as {@link #exercise} looks for them; nobody else
   *     does in a folder that is new each time, and one who ends early need not wait for them
   * @param teller is told what the cloud was asked for, where that is worth telling
   */
  public static Demo open(
      DemoProvider provider, int httpPort, Path folder, boolean train, Consumer<String> teller)
      throws InterruptedException {
    DemoCluster cluster = new DemoCluster();
    Vertx loop =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    DemoCloud cloud =
        switch (provider) {
          case SIMULATED -> DemoSimulated.open(loop, cluster);
          case VPSIE -> DemoVpsie.open(loop, cluster, teller);
        };
    String account = cloud.account(folder, listen(cloud));
    DroverConfig config = configuration(folder, httpPort, account);
    return new Demo(cluster, loop, config, cloud, train ? kept(config) : CompiledRules.NOWHERE);
  }

  private static int listen(DemoCloud cloud) throws InterruptedException {
    try {
      return cloud
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .get(OPEN_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new StartFailure("the cloud cannot listen on loopback: " + failure);
    }
  }

  private static DroverConfig configuration(Path folder, int httpPort, String account) {
    String yaml = CONFIGURATION.formatted(folder, httpPort, account);
    ParseResult parsed =
        new ConfigParser(DemoProvider.words()).parse("demo", yaml.getBytes(StandardCharsets.UTF_8));
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

  /** What the cloud has to say at the end of a cycle; may be nothing. */
  public List<String> summary() {
    return cloud.summary();
  }

  private static CompiledRules kept(DroverConfig config) {
    return DiskCompiledRules.in(config.stateDirectory().resolve("policies/compiled"));
  }

  /** Has run what the demo itself does not, when the training ends. */
  public void exercise() {
    new Training(cloudLoop, config).run(() -> Policies.compiler(kept(config)));
  }

  @Override
  public void close() {
    cloudLoop.close();
  }
}
