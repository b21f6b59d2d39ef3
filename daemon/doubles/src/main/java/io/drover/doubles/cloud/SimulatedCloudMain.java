package io.drover.doubles.cloud;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs the simulated cloud as a process of its own. Ends when it is killed; its state directory
 * carries on.
 */
public final class SimulatedCloudMain {
  private SimulatedCloudMain() {}

  public static void main(String... args) {
    try {
      run(Arguments.of(args));
    } catch (IllegalArgumentException | IOException e) {
      System.err.println(e.getMessage());
      System.err.println(Arguments.USAGE);
      System.exit(2);
    }
  }

  private static void run(Arguments arguments) throws IOException {
    CloudOptions options = arguments.options();
    Optional<Path> offerings = arguments.file("--offerings");
    if (offerings.isPresent()) options = options.selling(Catalogue.read(offerings.get()));
    Optional<Path> tokenFile = arguments.file("--token-file");
    Optional<String> token =
        tokenFile.isPresent()
            ? Optional.of(Files.readString(tokenFile.get()).strip())
            : Optional.empty();
    Optional<Path> kubeconfig = arguments.file("--kubeconfig");
    Optional<Kubeconfig> apiServer =
        kubeconfig.isPresent() ? Optional.of(Kubeconfig.read(kubeconfig.get())) : Optional.empty();

    Vertx vertx = Vertx.vertx();
    Timeline timeline = new VertxTimeline(vertx);
    Optional<KubernetesBoot> kubernetes =
        apiServer.map(config -> new KubernetesBoot(config, timeline));
    MachineBoot boot = kubernetes.isPresent() ? kubernetes.get() : new NowhereBoot();
    SimulatedCloud cloud =
        new SimulatedCloud(
            timeline,
            boot,
            new FileCloudStore(arguments.state()),
            new SignedNotices(timeline),
            options);
    kubernetes.ifPresent(real -> real.onJoined(cloud::joined));
    cloud.start();
    new CloudHttp(vertx, cloud, token)
        .listen(arguments.port())
        .onSuccess(port -> System.out.println("listening on http://127.0.0.1:" + port))
        .onFailure(
            failure -> {
              System.err.println("cannot listen: " + failure.getMessage());
              System.exit(1);
            });
  }
}
