package io.drover.daemon.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal file: one JSON line each, rotated by size, with so many old files kept. Writing never
 * holds up the house: what does not fit into the queue is dropped and counted.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final int MOST_WAITING = 10_000;

  private final Path file;
  private final Rotation rotation;
  private final AtomicLong dropped = new AtomicLong();
  private final ThreadPoolExecutor writer;

  /**
   * When files are rotated.
   *
   * @param mostBytes of one file
   * @param files kept besides the one that is written
   */
  public record Rotation(long mostBytes, int files) {}

  public Journal(Path file, Rotation rotation) {
    this.file = file;
    this.rotation = rotation;
    this.writer =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_WAITING),
            task -> Thread.ofPlatform().name("drover-journal").daemon(true).unstarted(task),
            (task, full) -> dropped.incrementAndGet());
  }

  /** Where the journal of a state directory lies. */
  public static Path in(Path stateDirectory) {
    return stateDirectory.resolve("journal.jsonl");
  }

  public void write(JournalLine line) {
    writer.execute(() -> append(line));
  }

  /** Lines that could not be written since the start. */
  public long dropped() {
    return dropped.get();
  }

  private void append(JournalLine line) {
    try {
      byte[] bytes = (json(line) + "\n").getBytes(StandardCharsets.UTF_8);
      if (Files.exists(file) && Files.size(file) + bytes.length > rotation.mostBytes()) {
        rotate();
      }
      Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException | UncheckedIOException unwritable) {
      if (dropped.getAndIncrement() == 0) {
        LOG.atWarn()
            .addKeyValue("error", unwritable.toString())
            .log("journal cannot be written; lines are lost");
      }
    }
  }

  private static String json(JournalLine line) {
    try {
      return Json.mapper().writeValueAsString(line);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private void rotate() throws IOException {
    for (int i = rotation.files() - 1; i >= 1; i--) {
      Path from = old(i);
      if (Files.exists(from)) {
        Files.move(from, old(i + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(file, old(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path old(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  @Override
  public void close() {
    writer.shutdown();
    try {
      if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.atWarn().log("journal was not written to its end");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
