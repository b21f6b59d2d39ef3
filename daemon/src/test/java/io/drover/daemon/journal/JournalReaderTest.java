package io.drover.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReaderTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /** About ten lines. */
  private static final long SMALL = 1_500;

  @TempDir private Path folder = Path.of("unset");

  private final List<String> read = new ArrayList<>();

  private static JournalLine line(int number) {
    return new JournalLine(
        NOW.plusSeconds(number),
        "prod",
        "phase",
        Map.of("group", number % 2 == 0 ? "even" : "odd", "node", "n" + number),
        "",
        "line " + number,
        List.of(),
        List.of());
  }

  private Path file() {
    return Journal.in(folder);
  }

  private void write(Journal.Rotation rotation, int from, int to) {
    try (Journal journal = new Journal(file(), rotation)) {
      IntStream.range(from, to).forEach(number -> journal.write(line(number)));
    }
  }

  private static List<String> texts(int from, int to) {
    return IntStream.range(from, to).mapToObj(number -> "line " + number).toList();
  }

  @Test
  void readsRotatedFilesFirstAndEachLineOnce() throws IOException {
    write(new Journal.Rotation(SMALL, 50), 0, 100);
    assertThat(file().resolveSibling("journal.jsonl.3")).exists();

    new JournalReader(file()).read(line -> read.add(line.text()));

    assertThat(read).isEqualTo(texts(0, 100));
  }

  @Test
  void keepsOnlySoManyOldFilesOfSoManyBytes() throws IOException {
    write(new Journal.Rotation(SMALL, 2), 0, 100);

    try (var files = Files.list(folder)) {
      List<Path> all = files.sorted().toList();
      assertThat(all)
          .extracting(path -> path.getFileName().toString())
          .containsExactly("journal.jsonl", "journal.jsonl.1", "journal.jsonl.2");
      for (Path one : all) {
        assertThat(Files.size(one)).isLessThanOrEqualTo(SMALL);
      }
    }
  }

  @Test
  void followsOverSeveralRotationsWithoutLosingALine() throws IOException {
    Journal.Rotation rotation = new Journal.Rotation(SMALL, 50);
    JournalReader reader = new JournalReader(file());
    reader.read(line -> read.add(line.text()));
    for (int round = 0; round < 10; round++) {
      // 3 lines stay within a file, 40 go through several.
      write(rotation, round * 43, round * 43 + 3);
      reader.readMore(line -> read.add(line.text()));
      write(rotation, round * 43 + 3, round * 43 + 43);
      reader.readMore(line -> read.add(line.text()));
    }

    assertThat(read).isEqualTo(texts(0, 430));
  }

  @Test
  void goesOnWithWhatIsLeftWhenTheFileItReadWasRotatedAwayWhole() throws IOException {
    Journal.Rotation rotation = new Journal.Rotation(SMALL, 1);
    write(rotation, 0, 3);
    JournalReader reader = new JournalReader(file());
    reader.read(line -> read.add(line.text()));

    write(rotation, 3, 100);
    reader.readMore(line -> read.add(line.text()));

    assertThat(read).startsWith("line 0", "line 1", "line 2").endsWith("line 98", "line 99");
    assertThat(read).doesNotHaveDuplicates();
  }

  @Test
  void leavesATornLastLineForLaterAndPassesOverATornOldOne() throws IOException {
    write(new Journal.Rotation(SMALL, 5), 0, 1);
    append("{\"at\":\"2026-11-2\n{\"at\":\"2026-11-20T10:00:00Z\",\"cluster\":\"prod\",");
    JournalReader reader = new JournalReader(file());
    reader.read(line -> read.add(line.text()));
    assertThat(read).containsExactly("line 0");

    append("\"kind\":\"k\",\"ids\":{},\"reason\":\"\",\"text\":\"whole\",\"rules\":[]}\n");
    reader.readMore(line -> read.add(line.text()));

    assertThat(read).containsExactly("line 0", "whole");
  }

  private void append(String text) throws IOException {
    Files.writeString(file(), text, StandardOpenOption.APPEND);
  }

  @Test
  void filtersByNodeGroupAndTime() throws IOException {
    write(new Journal.Rotation(SMALL, 50), 0, 20);
    JournalFilter even = new JournalFilter(null, "even", NOW.plusSeconds(15));
    JournalFilter seven = new JournalFilter("n7", null, Instant.MIN);
    List<String> seen = new ArrayList<>();

    new JournalReader(file())
        .read(
            line -> {
              if (even.test(line) || seven.test(line)) {
                seen.add(line.text());
              }
            });

    assertThat(seen).containsExactly("line 7", "line 16", "line 18");
  }

  @Test
  void countsWhatCannotBeWritten() throws IOException {
    Path nowhere = folder.resolve("none");
    try (Journal journal = new Journal(Journal.in(nowhere), new Journal.Rotation(SMALL, 1))) {
      journal.write(line(1));
      Await.until(SOON, "the loss to be counted", () -> journal.dropped() == 1);
    }
    assertThat(new JournalReader(Journal.in(nowhere)).exists()).isFalse();
  }
}
