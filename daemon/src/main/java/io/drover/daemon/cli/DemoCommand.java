package io.drover.daemon.cli;

import io.drover.daemon.demo.Demo;
import io.drover.daemon.demo.DemoProvider;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.wiring.Running;
import io.drover.daemon.wiring.StartFailure;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.WallClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code drover demo}. */
@Command(
    name = "demo",
    description = {
      "Show the real daemon at work on a cluster in memory.",
      "The cloud is simulated, or a double of a real one. A workload grows and shrinks,",
      "and you are told what is decided and why.",
      "No cluster is needed; nothing outside this process is touched. Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static final Logger LOG = LoggerFactory.getLogger(DemoCommand.class);
  private static final Set<String> TOLD =
      Set.of("approved", "phase", "provider-failure", "step-refused", "evicted", "waiting");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "port of health and metrics, 0 for any free one (default: ${DEFAULT-VALUE})")
  private int port = 8080;

  @Option(
      names = "--cycles",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "end after so many cycles of growing and shrinking; 0 goes on (default)")
  private int cycles;

  @Option(
      names = "--provider",
      paramLabel = "KIND",
      converter = ProviderConverter.class,
      defaultValue = "simulated",
      description =
          "whose cloud: simulated, or vpsie, the double of VPSie's API, whose requests and prices"
              + " are told (default: ${DEFAULT-VALUE})")
  private DemoProvider provider = DemoProvider.SIMULATED;

  @Option(
      names = "--train",
      hidden = true,
      description = "a short story that touches as much code as possible, for drover-aot")
  private boolean train;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Clock clock = new WallClock();
  private final Service service = new Service();

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("drover-demo");
    service.last(() -> remove(folder));
    try (Demo demo = Demo.open(provider, port, folder, train, this::say)) {
      return service.run(demo.parts(this::tell), running -> begin(demo, running));
    } catch (StartFailure failure) {
      spec.commandLine().getErr().println("drover: " + failure.getMessage());
      return Exit.CANNOT_START;
    }
  }

  private void begin(Demo demo, Running running) {
    String url = "http://127.0.0.1:" + running.httpPort();
    say("the daemon is up; look at " + url + "/readyz and " + url + "/metrics");
    say("or ask it: drover status --socket " + demo.controlSocket());
    if (train) {
      demo.exercise();
    }
    cycle(demo, running, 1);
  }

  private void cycle(Demo demo, Running running, int number) {
    Duration at = Duration.ZERO;
    for (Demo.Step step : train ? Demo.TRAINING : Demo.STORY) {
      at = at.plus(step.after());
      running.after(
          at,
          () -> {
            say(step.told());
            demo.replicas(step.replicas());
          });
    }
    running.after(
        at.plus(train ? Demo.TRAINED : Demo.WIND_DOWN),
        () -> {
          demo.summary().forEach(this::say);
          if (train || number == cycles) {
            say("that was the demo");
            service.end();
          } else {
            cycle(demo, running, number + 1);
          }
        });
  }

  private void tell(JournalLine line) {
    if (!TOLD.contains(line.kind())) {
      return;
    }
    StringBuilder text = new StringBuilder("  ").append(line.kind());
    if (line.ids().containsKey("node")) {
      text.append(' ').append(line.ids().get("node"));
    }
    text.append(": ").append(line.text());
    if (!line.reason().isEmpty()) {
      text.append(" [").append(line.reason()).append(']');
    }
    line.rules().forEach(rule -> text.append("\n             because: ").append(rule));
    say(text.toString());
  }

  private void say(String text) {
    PrintWriter out = spec.commandLine().getOut();
    LocalTime now = LocalTime.ofInstant(clock.now(), ZoneId.systemDefault());
    out.println(CLOCK.format(now) + " " + text);
    out.flush();
  }

  private static void remove(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException left) {
      LOG.atWarn()
          .addKeyValue("error", left.toString())
          .log("the demo's temporary folder could not be removed");
    }
  }

  /** Whose cloud, by its word. */
  static final class ProviderConverter implements ITypeConverter<DemoProvider> {
    @Override
    public DemoProvider convert(String word) {
      return Arrays.stream(DemoProvider.values())
          .filter(provider -> provider.toString().equals(word))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("is neither simulated nor vpsie"));
    }
  }
}
