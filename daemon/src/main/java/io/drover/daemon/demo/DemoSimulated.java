package io.drover.daemon.demo;

import io.drover.doubles.cloud.CloudHttp;
import io.drover.doubles.cloud.CloudOptions;
import io.drover.doubles.cloud.InMemoryCloudStore;
import io.drover.doubles.cloud.MachineBoot;
import io.drover.doubles.cloud.SignedNotices;
import io.drover.doubles.cloud.SimulatedCloud;
import io.drover.doubles.cloud.VertxTimeline;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A cloud that there is nowhere else. */
final class DemoSimulated implements DemoCloud {
  private static final Duration BOOT = Duration.ofSeconds(3);
  private static final Duration TERMINATE = Duration.ofSeconds(1);

  private final CloudHttp door;

  private DemoSimulated(CloudHttp door) {
    this.door = door;
  }

  static DemoSimulated open(Vertx loop, MachineBoot boot) {
    VertxTimeline timeline = new VertxTimeline(loop);
    SimulatedCloud cloud =
        new SimulatedCloud(
            timeline,
            boot,
            new InMemoryCloudStore(),
            new SignedNotices(timeline),
            CloudOptions.standard().withBootDelay(BOOT).withTerminateDelay(TERMINATE));
    cloud.start();
    return new DemoSimulated(new CloudHttp(loop, cloud, Optional.empty()));
  }

  @Override
  public Future<Integer> listen() {
    return door.listen(0);
  }

  @Override
  public String account(Path folder, int port) {
    return "{kind: simulated, endpoint: \"http://127.0.0.1:%d\", rateLimit: 50, listSettles: 1s}"
        .formatted(port);
  }

  @Override
  public List<String> summary() {
    return List.of();
  }
}
