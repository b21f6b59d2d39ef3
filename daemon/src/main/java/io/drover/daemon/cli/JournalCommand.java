package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalFilter;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.journal.JournalReader;
import io.drover.daemon.journal.LifeSearch;
import io.drover.daemon.journal.Timeline;
import io.drover.daemon.wiring.StartFailure;
import io.drover.verticles.bus.Json;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.WallClock;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drover journal}. */
@Command(
    name = "journal",
    description = {
      "Print what was decided, judged and done, oldest first.",
      "It reads the state directory; the daemon need not run."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class JournalCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(200);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = Configuration.DEFAULT_FILE,
      description = "configuration file that names the state directory (default: ${DEFAULT-VALUE})")
  private Path config = Path.of(Configuration.DEFAULT_FILE);

  @Option(
      names = "--state-directory",
      paramLabel = "DIR",
      description = "read this state directory instead")
  private @Nullable Path stateDirectory;

  @Option(
      names = "--node",
      paramLabel = "NAME",
      description = "only lines about this ManagedNode or Node")
  private @Nullable String node;

  @Option(
      names = "--steps",
      description =
          "with --node: the steps of its life, from the pods that it was bought for to the end of"
              + " its record, each with the time since the one before")
  private boolean steps;

  @Option(names = "--group", paramLabel = "NAME", description = "only lines about this node group")
  private @Nullable String group;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "only newer lines: an RFC 3339 instant, or an age such as 90s, 1h30m, 2d")
  private @Nullable String since;

  @Option(
      names = {"-f", "--follow"},
      description = "go on printing new lines until interrupted")
  private boolean follow;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json, one object a line (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Clock clock = new WallClock();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    JournalFilter wanted = new JournalFilter(node, group, oldest());
    JournalReader reader;
    try {
      reader = new JournalReader(Journal.in(state()));
    } catch (StartFailure problems) {
      err.println(problems.getMessage());
      return Exit.PROBLEMS;
    }
    if (!follow && !reader.exists()) {
      err.println("drover: there is no journal in " + state() + " yet");
      return Exit.PROBLEMS;
    }
    if (steps) {
      return life();
    }
    reader.read(line -> print(line, wanted));
    while (follow && !spec.commandLine().getOut().checkError()) {
      reader.awaitMore(POLL);
      reader.readMore(line -> print(line, wanted));
    }
    return Exit.OK;
  }

  private int life() throws IOException {
    if (node == null) {
      spec.commandLine().getErr().println("drover: --steps of which node? --node is missing");
      return Exit.USAGE;
    }
    Timeline timeline = new LifeSearch(Journal.in(state()), node).find();
    if (timeline.steps().isEmpty()) {
      spec.commandLine().getErr().println("drover: the journal has nothing about " + node);
      return Exit.PROBLEMS;
    }
    spec.commandLine()
        .getOut()
        .println(output == Output.json ? Output.json(timeline) : timeline.text());
    return Exit.OK;
  }

  /** Reads no more than it needs: whoever may read the journal need not see the credentials. */
  private Path state() {
    return stateDirectory == null
        ? Configuration.read(config, ConfigParser.ReferencedFiles.IGNORED).stateDirectory()
        : stateDirectory;
  }

  private Instant oldest() {
    try {
      return since == null ? Instant.MIN : Since.read(since, clock.now());
    } catch (IllegalArgumentException unreadable) {
      throw new ParameterException(
          spec.commandLine(), String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private void print(JournalLine line, JournalFilter wanted) {
    if (wanted.test(line)) {
      spec.commandLine().getOut().println(output == Output.json ? json(line) : line.text(true));
    }
  }

  private static String json(JournalLine line) {
    try {
      return Json.mapper().writeValueAsString(line);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
