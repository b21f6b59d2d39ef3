package io.drover.daemon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Map<String, String> NODE =
      Map.of(
          "group",
          "general",
          "node",
          "general-7",
          "plan",
          "p1",
          "intent",
          "uid-7",
          "offering",
          "small");

  @TempDir private Path folder = Path.of("unset");

  private int millis;

  private JournalLine line(String kind, Map<String, String> ids, String text, String... pods) {
    millis += 500;
    return new JournalLine(
        NOW.plusMillis(millis), "prod", kind, ids, "", text, List.of(), List.of(pods));
  }

  private static Map<String, String> with(Map<String, String> ids, String key, String value) {
    Map<String, String> more = new HashMap<>(ids);
    more.put(key, value);
    return more;
  }

  private static Map<String, String> decision(String plan, String offering) {
    return Map.of("plan", plan, "group", "general", "offering", offering);
  }

  @BeforeEach
  void aLifeAmongOthers() {
    Map<String, String> joined = with(NODE, "nodeName", "host-7");
    Map<String, String> other =
        Map.of("group", "general", "node", "general-8", "plan", "p1", "intent", "uid-8");
    try (Journal journal = new Journal(Journal.in(folder), new Journal.Rotation(600, 50))) {
      List.of(
              line("approved", decision("p1", "large"), "buy large", "web/x"),
              line("approved", decision("p1", "small"), "buy small", "web/a", "web/b")
                  .lasting(Duration.ofSeconds(1)),
              line("approved", decision("p1", "small"), "buy small", "web/c"),
              line("reserved", Map.of("plan", "p1", "group", "general"), "size 2: +2 -0"),
              line("phase", NODE, "INTENDED"),
              line("phase", with(other, "offering", "small"), "INTENDED"),
              line("called", NODE, "create small"),
              line("phase", NODE, "PROVISIONED"),
              line("running", NODE, "by the provider's list"),
              line("phase", joined, "JOINED"),
              line("phase", joined, "READY"),
              line("scheduled", joined, "pod web/a"),
              line(
                  "approved",
                  Map.of("plan", "p2", "group", "general", "node", "host-7"),
                  "mark host-7 as removal candidate"),
              line("approved", decision("p2", "small"), "buy small", "web/d"),
              line(
                  "approved",
                  Map.of("plan", "p3", "group", "general", "node", "general-7"),
                  "remove host-7, moving no pods"),
              line("reserved", Map.of("plan", "p3", "group", "general"), "size 1: +0 -1"),
              line("phase", joined, "DRAINING"),
              line("cordoned", joined, "no more pods come to it"),
              line("phase", joined, "TERMINATING"),
              line("provider-failure", joined, "no answer"),
              line("called", joined, "delete sim://7"),
              line("machine-gone", joined, "by the provider's list"),
              line("phase", joined, "GONE"),
              line("closed", joined, "its record is deleted"))
          .forEach(journal::write);
    }
  }

  private Timeline of(String name) throws IOException {
    return new LifeSearch(Journal.in(folder), name).find();
  }

  @Test
  void hasEveryStepOfALifeAndNoneOfOthers() throws IOException {
    assertThat(of("general-7").steps())
        .extracting(Timeline.Step::name)
        .containsExactly(
            "pods pending",
            "decided",
            "size reserved",
            "record written",
            "provider called",
            "machine made",
            "machine runs",
            "node joined",
            "node ready",
            "pods run",
            "unneeded",
            "removal decided",
            "size reserved",
            "drain begins",
            "cordoned",
            "drained",
            "provider-failure",
            "deletion asked",
            "machine gone",
            "all gone",
            "record deleted");
  }

  @Test
  void isFoundByTheNameOfTheNodeAsWell() throws IOException {
    assertThat(of("host-7").steps()).isEqualTo(of("general-7").steps());
  }

  @Test
  void isEmptyForANodeThatNobodyKnows() throws IOException {
    assertThat(of("general-9").steps()).isEmpty();
  }

  @Test
  void tellsTheTimeOfEachStepAndTheSums() throws IOException {
    assertThat(of("general-7").text().lines().map(String::strip))
        .contains(
            "2026-11-20T12:00:00.000Z               pods pending     pod web/a and 1 more",
            "2026-11-20T12:00:01.000Z     +1.000 s  decided          buy small",
            "2026-11-20T12:00:05.500Z     +0.500 s  node ready",
            "2026-11-20T12:00:10.000Z     +0.500 s  provider-failure no answer",
            "pods pending to pods run: 6.000 s",
            "provider called to machine runs: 1.000 s",
            "removal decided to record deleted: 4.500 s");
  }
}
