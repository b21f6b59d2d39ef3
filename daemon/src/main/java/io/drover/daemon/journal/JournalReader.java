package io.drover.daemon.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the journal file and the old ones that were rotated away, oldest first, each line once,
 * although the file is rotated meanwhile.
 */
public final class JournalReader {
  private final Path file;
  private @Nullable Object key;
  private long position;

  public JournalReader(Path file) {
    this.file = file;
  }

  /** Whether there is anything to read. */
  public boolean exists() {
    return Files.exists(file) || Files.exists(old(1));
  }

  /** Every line that is there; a torn last line is left for later. */
  public void read(Consumer<JournalLine> reader) throws IOException {
    int oldest = 0;
    while (Files.exists(old(oldest + 1))) {
      oldest++;
    }
    readOld(oldest, reader);
    readMore(reader);
  }

  /** Lines that came since the last read, those before a rotation included. */
  public void readMore(Consumer<JournalLine> reader) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Object now = key(file);
    if (key != null && !key.equals(now)) {
      int number = 1;
      while (Files.exists(old(number)) && !key.equals(key(old(number)))) {
        number++;
      }
      if (!Files.exists(old(number))) {
        position = 0;
        number--;
      }
      readOld(number, reader);
    }
    key = now;
    readOn(file, reader);
  }

  /** The old files from this number on, the first from the position, the others whole. */
  private void readOld(int from, Consumer<JournalLine> reader) throws IOException {
    for (int number = from; number >= 1; number--) {
      readOn(old(number), reader);
      position = 0;
    }
  }

  private void readOn(Path from, Consumer<JournalLine> reader) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(from.toFile(), "r")) {
      long length = open.length();
      if (length <= position) {
        return;
      }
      open.seek(position);
      byte[] bytes = new byte[Math.toIntExact(length - position)];
      open.readFully(bytes);
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      position += end;
      new String(bytes, 0, end, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> parse(line, reader));
    }
  }

  private static @Nullable Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  private Path old(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  /** Waits a moment for more. */
  public void awaitMore(Duration moment) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(moment.toMillis());
  }

  private static void parse(String line, Consumer<JournalLine> reader) {
    try {
      reader.accept(Json.mapper().readValue(line, JournalLine.class));
    } catch (JsonProcessingException torn) {
      // A line that a crash cut off says nothing; the next one is whole again.
      return;
    }
  }
}
