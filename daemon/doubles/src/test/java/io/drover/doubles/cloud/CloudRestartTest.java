package io.drover.doubles.cloud;

import static io.drover.doubles.cloud.CloudUnderTest.small;
import static io.drover.doubles.cloud.CloudUnderTest.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudRestartTest {
  private final Path state;

  CloudRestartTest(@TempDir Path state) {
    this.state = state;
  }

  @Test
  void bootsAfterARestartWhatWasPending() {
    CloudUnderTest before = start(new FakeTimeline());
    InstanceView created = before.create("k");
    before.timeline.pass(Duration.ofMillis(500));

    CloudUnderTest after = start(new FakeTimeline(before.timeline.now()));
    after.timeline.pass(Duration.ofMillis(1_400));
    assertThat(after.boot.booted).isEmpty();
    after.timeline.pass(Duration.ofMillis(100));

    assertThat(after.boot.booted).extracting(Machine::id).containsExactly(created.id());
    assertThat(view(after.cloud.create("k", small("node-k"))).id()).isEqualTo(created.id());
  }

  @Test
  void bootsARunningMachineAgainUnlessItHasJoined() {
    CloudUnderTest before = start(new FakeTimeline());
    InstanceView away = before.create("away");
    InstanceView joined = before.create("joined");
    before.seconds(2);
    before.cloud.joined(joined.id());

    CloudUnderTest after = start(new FakeTimeline(before.timeline.now()));

    assertThat(after.boot.booted).extracting(Machine::id).containsExactly(away.id());
  }

  @Test
  void finishesAfterARestartWhatWasTerminating() {
    CloudUnderTest before = start(new FakeTimeline());
    InstanceView created = before.create("k");
    before.seconds(2);
    before.cloud.delete(created.id());

    CloudUnderTest after = start(new FakeTimeline(before.timeline.now()));
    after.seconds(1);

    assertThat(after.boot.stopped).extracting(Machine::id).containsExactly(created.id());
    assertThat(view(after.cloud.get(created.id())).state()).isEqualTo(InstanceState.TERMINATED);
  }

  @Test
  void keepsFaultsNoticesAndTheLog() {
    CloudUnderTest before = start(new FakeTimeline());
    InstanceView created = before.create("k");
    Fault fault =
        new Fault(
            new Fault.Match(Operation.LIST, null, null, null, null), Fault.Kind.DENIED, 2, null);
    before.cloud.script(List.of(fault));
    before.cloud.webhook(new Settings.Webhook(URI.create("http://127.0.0.1:1/"), "secret"));
    before.cloud.interrupt(created.id(), "INTERRUPTION", Duration.ofSeconds(30));

    CloudUnderTest after = start(new FakeTimeline(before.timeline.now()));

    assertThat(after.cloud.faults()).containsExactly(fault);
    assertThat(after.cloud.log()).isEqualTo(before.cloud.log()).hasSize(3);
    after.seconds(31);
    assertThat(view(after.cloud.get(created.id())).state()).isEqualTo(InstanceState.TERMINATED);
  }

  @Test
  void dropsALineThatAKillTore() throws IOException {
    CloudUnderTest before = start(new FakeTimeline());
    InstanceView created = before.create("k");
    tear("instances.jsonl");
    tear("log.jsonl");

    CloudUnderTest after = start(new FakeTimeline(before.timeline.now()));
    after.create("k2");

    assertThat(after.all()).extracting(InstanceView::id).contains(created.id()).hasSize(2);
    assertThat(start(after.timeline).all()).hasSize(2);
  }

  @Test
  void refusesAMemoryThatIsDamagedInItsMiddle() throws IOException {
    start(new FakeTimeline()).create("k");
    tear("instances.jsonl");
    tear("instances.jsonl");
    Files.writeString(state.resolve("instances.jsonl"), "\n{}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> start(new FakeTimeline())).isInstanceOf(UncheckedIOException.class);
  }

  private void tear(String file) throws IOException {
    Files.writeString(state.resolve(file), "{\"id\":\"i-to", StandardOpenOption.APPEND);
  }

  private CloudUnderTest start(FakeTimeline timeline) {
    return new CloudUnderTest(timeline, new FileCloudStore(state), CloudOptions.standard());
  }
}
