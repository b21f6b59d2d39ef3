package io.drover.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.daemon.http.Status;
import io.drover.ground.Await;
import io.drover.ground.DaemonProcess;
import io.drover.ground.Distribution;
import io.drover.ground.FreePorts;
import io.drover.ground.HttpProbe;
import io.drover.ground.Scratch;
import io.drover.ground.SocketProbe;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** The packaged daemon with a configuration of its own, to be started, killed and restarted. */
final class DroverUnderTest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ALONE = "{host: 127.0.0.1, port: 0, eventBusPort: 0}";
  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder = Scratch.folder("drover");
  private final int port = FreePorts.take(1).getFirst();
  private final Place place;
  private DaemonProcess process;

  /** Which daemon it is, and where it runs. */
  record Place(
      String installation,
      Map<String, String> env,
      Path policies,
      String hazelcast,
      String address,
      List<String> launcher) {
    static final Place ALONE =
        new Place("test", Map.of(), shipped(), DroverUnderTest.ALONE, "127.0.0.1", List.of());

    Place in(Map<String, String> more) {
      return new Place(installation, more, policies, hazelcast, address, launcher);
    }

    Place by(Path folder) {
      return new Place(installation, env, folder, hazelcast, address, launcher);
    }

    Place among(String members) {
      return new Place(installation, env, policies, members, address, launcher);
    }

    Place of(String other) {
      return new Place(other, env, policies, hazelcast, address, launcher);
    }

    /**
     * @param host where its HTTP is heard
     * @param words that its command line begins with
     */
    Place on(String host, List<String> words) {
      return new Place(installation, env, policies, hazelcast, host, words);
    }
  }

  private DroverUnderTest(Place place, String parts, String... args) {
    this.place = place;
    configure(parts);
    process = launch(args);
  }

  /** Writes the configuration file anew; the daemon takes it at the next reload. */
  void configure(String parts) {
    write(
        """
        installation: %5$s
        stateDirectory: %1$s/state
        policies: %2$s
        controlSocket: %1$s/control.sock
        http: {host: "%6$s", port: %3$d}
        hazelcast: %4$s
        """
                .formatted(
                    folder,
                    place.policies(),
                    port,
                    place.hazelcast(),
                    place.installation(),
                    place.address())
            + parts);
  }

  /** Changes one thing in the configuration file; the daemon takes it at the next reload. */
  void change(String from, String to) {
    try {
      write(Setup.changed(Files.readString(config()), from, to));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Writes what need not be a configuration at all. */
  void spoil(String text) {
    write(text);
  }

  /** Starts a daemon; {@code parts} are clusters, providers, groups and timings as YAML. */
  static DroverUnderTest start(String parts, String... args) {
    return new DroverUnderTest(Place.ALONE, parts, args);
  }

  /** As {@link #start}, in this environment besides. */
  static DroverUnderTest startWith(Map<String, String> env, String parts) {
    return new DroverUnderTest(Place.ALONE.in(env), parts);
  }

  /** As {@link #start}, with a policy folder that the test may write to. */
  static DroverUnderTest startBy(Path policies, String parts) {
    return new DroverUnderTest(Place.ALONE.by(policies), parts);
  }

  /**
   * As {@link #startBy}, as a member of several.
   *
   * @param port of Hazelcast, one of those of the members
   */
  static DroverUnderTest startMember(Path policies, int port, List<Integer> members, String parts) {
    String others =
        members.stream().map(each -> "127.0.0.1:" + each).collect(Collectors.joining(", "));
    String hazelcast =
        "{host: 127.0.0.1, port: %d, eventBusPort: 0, members: [%s]}".formatted(port, others);
    return new DroverUnderTest(Place.ALONE.by(policies).among(hazelcast), parts);
  }

  /** As {@link #start}, as that daemon and there. */
  static DroverUnderTest startAt(Place place, String parts) {
    return new DroverUnderTest(place, parts);
  }

  private static Path shipped() {
    return Distribution.folder().resolve("rules");
  }

  /** What {@code drover} with these arguments says, its exit code in the last line. */
  String says(String... args) {
    List<String> all = new java.util.ArrayList<>(List.of(args));
    all.addAll(List.of("--socket", socket().toString()));
    try (DaemonProcess command = DaemonProcess.start(all)) {
      int code = command.awaitEnd(START);
      return command.log().stripTrailing() + "\nexit code " + code;
    }
  }

  private DaemonProcess launch(String... more) {
    List<String> args = new java.util.ArrayList<>(List.of("run", "--config", config().toString()));
    args.addAll(List.of(more));
    return DaemonProcess.startBy(place.launcher(), args, place.env());
  }

  private void write(String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(config(), text);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  Path stateDirectory() {
    return folder.resolve("state");
  }

  Path config() {
    return folder.resolve("drover.yaml");
  }

  Path socket() {
    return folder.resolve("control.sock");
  }

  String url(String path) {
    return "http://" + place.address() + ":" + port + path;
  }

  DaemonProcess process() {
    return process;
  }

  DroverUnderTest awaitReady(String cluster) {
    process.awaitOk(url("/readyz/" + cluster), START);
    return this;
  }

  /** Starts it again after it was killed, on the same state. */
  void restart() {
    process.close();
    process = launch();
  }

  int status(String path) {
    try {
      return HttpProbe.get(url(path)).statusCode();
    } catch (IOException unreachable) {
      return 0;
    }
  }

  String body(String path) {
    try {
      return HttpProbe.get(url(path)).body();
    } catch (IOException unreachable) {
      return "";
    }
  }

  /** What {@code drover status} tells of the cluster. */
  Status.Cluster tells(String cluster) {
    Status.Cluster told = tells().clusters().get(cluster);
    if (told == null) {
      throw new IllegalStateException("nothing is told of " + cluster);
    }
    return told;
  }

  /** What {@code drover status} tells of the policies. */
  Status.Policies policies() {
    return tells().policies();
  }

  /** The whole of {@code drover status}. */
  Status tells() {
    try {
      return Json.mapper().readValue(SocketProbe.get(socket(), "/v1/status"), Status.class);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }

  /** The value of a metric's first sample whose line begins so; zero when there is none. */
  double metric(String begin) {
    return body("/metrics")
        .lines()
        .filter(line -> line.startsWith(begin))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  List<JsonNode> journal() {
    Path file = folder.resolve("state/journal.jsonl");
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(DroverUnderTest::parse).toList()
          : List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** As {@link Await#until}; the failure tells what the daemon says of itself besides. */
  void await(Duration deadline, String what, Callable<Boolean> condition) {
    try {
      Await.until(deadline, what, condition);
    } catch (AssertionError missed) {
      List<JsonNode> lines = journal();
      String last =
          lines.subList(Math.max(0, lines.size() - 20), lines.size()).stream()
              .map(JsonNode::toString)
              .collect(Collectors.joining("\n"));
      throw new AssertionError(missed.getMessage() + "\n" + says("status") + "\n" + last, missed);
    }
  }

  void awaitJournal(Duration deadline, String kind, String reason) {
    Await.until(
        deadline,
        "journal line " + kind + " " + reason,
        () ->
            journal().stream()
                .anyMatch(
                    line ->
                        line.path("kind").asText().equals(kind)
                            && line.path("reason").asText().equals(reason)));
  }

  void awaitMetric(String begin, double value) {
    Await.until(
        Duration.ofSeconds(60),
        begin + " to be " + value,
        () -> body("/metrics").contains(begin) && metric(begin) == value);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException torn) {
      throw new UncheckedIOException(torn);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
