package io.drover.daemon.wiring;

import io.drover.verticles.provider.vpsie.pipeline.RateLimit;
import io.drover.verticles.time.Timers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the times of an account's last calls in a file, so that a daemon that was started again
 * counts those of its former life: the rate is the account's, not the process's.
 */
final class RememberedCalls {
  private static final Logger LOG = LoggerFactory.getLogger(RememberedCalls.class);
  private static final Duration WRITTEN_EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Timers timers;
  private final Path file;
  private List<Instant> written = List.of();

  RememberedCalls(Vertx vertx, Timers timers, Path file) {
    this.vertx = vertx;
    this.timers = timers;
    this.file = file;
  }

  /**
   * Counts what was remembered, and remembers from now on.
   *
   * @param unwritten calls that may have been made after the file was written last
   */
  void of(RateLimit limit, int unwritten) {
    List<Instant> before = read();
    if (!before.isEmpty()) {
      limit.alsoSent(before);
      limit.alsoSent(unwritten);
    }
    keep(limit);
  }

  private List<Instant> read() {
    try {
      return Files.exists(file)
          ? Files.readAllLines(file).stream().map(Instant::parse).toList()
          : List.of();
    } catch (IOException | DateTimeParseException unreadable) {
      LOG.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("error", String.valueOf(unreadable.getMessage()))
          .log("the account's last calls are not known");
      return List.of();
    }
  }

  private void keep(RateLimit limit) {
    List<Instant> now = limit.lastCalls();
    boolean news = now.size() != written.size() || newest(now).isAfter(newest(written));
    if (news) {
      written = now;
      String lines = now.stream().map(Instant::toString).collect(Collectors.joining("\n"));
      vertx
          .fileSystem()
          .writeFile(file.toString(), Buffer.buffer(lines))
          .onFailure(
              failed ->
                  LOG.atWarn()
                      .addKeyValue("file", file)
                      .addKeyValue("error", String.valueOf(failed.getMessage()))
                      .log("the account's last calls cannot be kept"));
    }
    timers.after(WRITTEN_EVERY, () -> keep(limit));
  }

  private static Instant newest(List<Instant> calls) {
    return calls.isEmpty() ? Instant.MIN : calls.getLast();
  }
}
