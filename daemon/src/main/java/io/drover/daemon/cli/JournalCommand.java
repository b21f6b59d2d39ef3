package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.config.DroverConfig;
import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.journal.JournalReader;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code drover journal}. */
@Command(
    name = "journal",
    description = "Print what was decided, judged and done, oldest first.",
    mixinStandardHelpOptions = true)
final class JournalCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      defaultValue = Configuration.DEFAULT_FILE,
      description = "configuration file that names the state directory (default: ${DEFAULT-VALUE})")
  private Path config = Path.of(Configuration.DEFAULT_FILE);

  @Option(names = "--state-directory", description = "read this state directory instead")
  private @Nullable Path stateDirectory;

  @Option(names = "--node", description = "only lines about this ManagedNode or Node")
  private @Nullable String node;

  @Option(names = "--group", description = "only lines about this node group")
  private @Nullable String group;

  @Option(
      names = "--since",
      description = "only newer lines: an RFC 3339 instant, or an age such as 90s, 15m, 24h")
  private @Nullable String since;

  @Option(names = "--follow", description = "go on printing new lines until interrupted")
  private boolean follow;

  @Option(
      names = {"-o", "--output"},
      description = "text or json, one object a line (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path state = stateDirectory;
    if (state == null) {
      DroverConfig read = Configuration.read(config);
      state = read.stateDirectory();
    }
    Predicate<JournalLine> wanted = wanted();
    JournalReader reader = new JournalReader(Journal.in(state));
    reader.read(line -> print(line, wanted));
    while (follow && !spec.commandLine().getOut().checkError()) {
      reader.awaitMore(Duration.ofMillis(200));
      reader.readMore(line -> print(line, wanted));
    }
    return Exit.OK;
  }

  private void print(JournalLine line, Predicate<JournalLine> wanted) {
    if (wanted.test(line)) {
      spec.commandLine().getOut().println(output == Output.json ? json(line) : line.text(true));
    }
  }

  private static String json(JournalLine line) {
    try {
      return Json.mapper().writeValueAsString(line);
    } catch (JsonProcessingException unwritable) {
      throw new java.io.UncheckedIOException(unwritable);
    }
  }

  private Predicate<JournalLine> wanted() {
    Instant oldest = since == null ? Instant.MIN : instant(since);
    return line ->
        (node == null || node.equals(line.ids().get("node")))
            && (group == null || group.equals(line.ids().get("group")))
            && !line.at().isBefore(oldest);
  }

  private Instant instant(String text) {
    try {
      return Character.isDigit(text.charAt(0)) && text.contains("T")
          ? Instant.parse(text)
          : Instant.now().minus(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
    } catch (DateTimeParseException unreadable) {
      throw new ParameterException(
          spec.commandLine(),
          "--since "
              + text
              + " is neither an instant nor an age. Examples: 15m, 2026-11-20T10:00:00Z");
    }
  }
}
