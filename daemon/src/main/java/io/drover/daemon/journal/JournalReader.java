package io.drover.daemon.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Reads the journal file and the old ones that were rotated away, oldest first. */
public final class JournalReader {
  private final Path file;
  private long position;

  public JournalReader(Path file) {
    this.file = file;
  }

  /** Every line that is there; a torn last line is left for later. */
  public void read(Consumer<JournalLine> reader) throws IOException {
    for (Path old : rotated()) {
      for (String line : Files.readAllLines(old)) {
        parse(line, reader);
      }
    }
    readMore(reader);
  }

  private List<Path> rotated() {
    List<Path> old = new ArrayList<>();
    for (int i = 1; Files.exists(sibling(i)); i++) {
      old.add(sibling(i));
    }
    Collections.reverse(old);
    return old;
  }

  private Path sibling(int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }

  /** Lines that came since the last read; starts anew when the file was rotated. */
  public void readMore(Consumer<JournalLine> reader) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    if (Files.size(file) < position) {
      position = 0;
    }
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      open.seek(position);
      byte[] bytes = new byte[Math.toIntExact(open.length() - position)];
      open.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      int end = text.lastIndexOf('\n') + 1;
      position += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
      text.substring(0, end).lines().forEach(line -> parse(line, reader));
    }
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
