package io.drover.daemon.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.plan.Action;
import io.drover.rules.plan.PlainScaling;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
  private static final Planner PLANNER = new Planner(new PlainScaling());

  @TempDir private Path folder = Path.of("unset");

  static List<Long> seeds() {
    return java.util.stream.LongStream.range(0, 60).boxed().toList();
  }

  private Snapshot again(Snapshot snapshot, String name) throws IOException {
    Path file = folder.resolve(name);
    SnapshotFile.write(snapshot, file, SnapshotFile.compressed(name));
    return SnapshotFile.read(file);
  }

  private static Plan plan(Snapshot snapshot) {
    return PLANNER.plan(snapshot.inquiry().question()).plan();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsReadIsWhatWasWrittenAndIsDecidedTheSame(long seed) throws IOException {
    Snapshot snapshot = RandomInquiries.snapshot(seed);

    Snapshot read = again(snapshot, seed % 2 == 0 ? "s.json" : "s.json.gz");

    assertThat(read).isEqualTo(snapshot);
    assertThat(plan(read)).isEqualTo(plan(snapshot));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void underOtherNamesTheSameIsDecided(long seed) throws IOException {
    Snapshot snapshot = RandomInquiries.snapshot(seed);

    Snapshot redacted = again(Redaction.of(snapshot), "s.json");

    assertThat(shape(plan(redacted))).isEqualTo(shape(plan(snapshot)));
    String text = Files.readString(folder.resolve("s.json"));
    assertThat(text).doesNotContain("secret-");
  }

  /** A plan without names. */
  private static List<String> shape(Plan plan) {
    List<String> actions = plan.actions().stream().map(planned -> shape(planned.action())).toList();
    List<String> rejections = plan.rejections().stream().map(SnapshotFileTest::shape).toList();
    return List.of(actions.toString(), rejections.toString());
  }

  private static String shape(Rejection one) {
    String kind = one.subject().substring(0, one.subject().indexOf(' '));
    return kind + " " + one.reason();
  }

  private static String shape(Action action) {
    return switch (action) {
      case Action.BuyNode buy -> "buy " + buy.group() + " " + buy.offering() + buy.pods().size();
      case Action.RemoveNode remove -> "remove " + remove.group() + remove.pods().size();
      case Action.MarkCandidate mark -> "mark " + mark.group();
      case Action.ClearCandidate clear -> "clear " + clear.group() + clear.reason();
      case Action.MakeGroup make -> "make " + make.group();
      case Action.DropGroup drop -> "drop " + drop.group();
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "{\"droverSnapshot\":1}", "{\"droverSnapshot\":1,\"head\":{}}"})
  void whatIsNoSnapshotIsToldInOneLine(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("s.json"), text);

    assertThatThrownBy(() -> SnapshotFile.read(file))
        .isInstanceOf(Damaged.class)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aTornNewerOrOlderFileIsToldToBeOne() throws IOException {
    Path file = folder.resolve("s.json");
    SnapshotFile.write(RandomInquiries.snapshot(1), file, false);
    String whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    assertThatThrownBy(() -> SnapshotFile.read(file)).isInstanceOf(Damaged.class);

    String ours = "{\"droverSnapshot\":" + SnapshotFile.VERSION;
    Files.writeString(file, whole.replace(ours, "{\"droverSnapshot\":99"));
    assertThatThrownBy(() -> SnapshotFile.read(file))
        .isInstanceOf(Damaged.class)
        .hasMessageContaining("newer");
    Files.writeString(file, whole.replace(ours, "{\"droverSnapshot\":1"));
    assertThatThrownBy(() -> SnapshotFile.read(file))
        .isInstanceOf(Damaged.class)
        .hasMessageContaining("older");
  }
}
