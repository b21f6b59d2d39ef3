package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.Await;
import io.drover.ground.VpsieDoubleProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Bad weather at VPSie while the load goes up and down, and what must hold by VPSie's own record
 * when it is over.
 */
final class VpsieStorm {
  /** How late answers are at most. */
  private static final Duration LATENCY = Duration.ofSeconds(2);

  /**
   * Between a double's birth and the order that ends it, repeats and a resting breaker included.
   */
  private static final Duration GRACE = Duration.ofMinutes(2);

  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final int MOST_PER_MINUTE = 100;
  private static final Duration LONG = Duration.ofMinutes(4);
  private static final Duration LAG = Duration.ofSeconds(25);
  private static final Duration LOAD_CHANGES = Duration.ofSeconds(20);
  private static final String APP = "web";
  private static final String LARGE = "large";

  private final VpsieDoubleProcess vpsie;
  private final VpsieWitness witness;
  private final Cluster cluster;
  private final List<DroverUnderTest> members;
  private final Iterator<Integer> loads =
      Stream.iterate(0, n -> n + 1).map(VpsieStorm::load).iterator();

  VpsieStorm(VpsieDoubleProcess vpsie, Cluster cluster, List<DroverUnderTest> members) {
    this.members = List.copyOf(members);
    this.vpsie = vpsie;
    this.witness = new VpsieWitness(vpsie);
    this.cluster = cluster;
  }

  private static int load(int turn) {
    return List.of(4, 10, 2, 7, 1, 12, 3).get(turn % 7);
  }

  /** 30 % of 5xx, a quarter of them carried out; 5 % of 429; 3 % lost; tokens of 20 s. */
  void breaksOut(long seed) {
    vpsie.control(
        "PATCH", "behaviour", "{\"tokenLife\": 20, \"storm\": %s}".formatted(storm(seed, 0.3)));
  }

  /** Nearly nothing gets through. */
  void squall(long seed) {
    vpsie.control("PATCH", "behaviour", "{\"storm\": %s}".formatted(storm(seed, 0.9)));
  }

  private static String storm(long seed, double errors) {
    return """
    {"seed": %d, "errors": %s, "carriedOut": 0.25, "limited": 0.05, "lost": 0.03,
     "latencyLeast": 0, "latencyMost": %d}\
    """
        .formatted(seed, errors, LATENCY.toSeconds());
  }

  /** Changes the load again and again, for so long. */
  void load(Duration time) {
    Instant end = Instant.now().plus(time);
    while (Instant.now().isBefore(end)) {
      cluster.deploy(APP, loads.next(), "500m", "1Gi");
      Duration left = Duration.between(Instant.now(), end);
      Duration turn = left.compareTo(LOAD_CHANGES) < 0 ? left : LOAD_CHANGES;
      lasts(turn);
    }
  }

  /** It has its time; VPSie is there all the while, as it is. */
  private void lasts(Duration time) {
    JsonNode weather = vpsie.control("GET", "behaviour", "");
    Await.always(
        time, "the weather to last", () -> vpsie.control("GET", "behaviour", "").equals(weather));
  }

  /**
   * In the eye of the storm an order's answer is lost, and lists lag longer than they are said to:
   * it is ordered again. The double shows as soon as it is there, and goes before it has booted.
   */
  void lostAnswer() {
    clears();
    cluster.deploy(APP, 1, "500m", "1Gi");
    drover()
        .await(
            LONG,
            "one pod to run",
            () -> cluster.pods(APP).size() == 1 && cluster.running(APP) == 1);
    lasts(LAG);
    vpsie.control(
        "PATCH",
        "behaviour",
        "{\"pace\": {\"boot\": 60, \"listLag\": %d}}".formatted(LAG.toSeconds()));
    vpsie.control(
        "PUT",
        "troubles",
        "[{\"match\": {\"operation\": \"CREATE_SERVER\"}, \"kind\": \"LOST_ANSWER\", \"times\":"
            + " 1}]");
    cluster.deploy(LARGE, 1, "12", "20Gi");
    drover().await(LONG, "an intent to be ordered twice", () -> witness.twins().size() == 1);
    vpsie.control("PATCH", "behaviour", "{\"pace\": {\"listLag\": 0}}");
    drover()
        .await(
            LONG,
            "the double to go",
            () -> witness.living().stream().distinct().count() == witness.living().size());
    vpsie.control("PATCH", "behaviour", "{\"pace\": {\"boot\": 2}}");
  }

  private void clears() {
    vpsie.control(
        "PATCH",
        "behaviour",
        "{\"storm\": {\"errors\": 0, \"limited\": 0, \"lost\": 0, \"latencyMost\": 0}}");
  }

  /** The storm ends; the load is carried, then taken away. */
  void ends() {
    clears();
    cluster.deploy(APP, 5, "500m", "1Gi");
    drover()
        .await(
            LONG,
            "all pods to run",
            () -> cluster.running(APP) == 5 && cluster.running(LARGE) == 1);
    Await.untilAsserted(
        LONG,
        "a living record for each server, and one server for each",
        () -> {
          assertThat(witness.living()).doesNotHaveDuplicates();
          assertThat(living()).containsExactlyInAnyOrderElementsOf(witness.living());
        });
    cluster.scale(APP, 0);
    cluster.scale(LARGE, 0);
    drover().await(LONG, "every server to go", () -> witness.living().isEmpty());
    drover().await(LONG, "every node to go", () -> cluster.nodes().isEmpty());
    drover().await(LONG, "every record to go", () -> cluster.records().isEmpty());
  }

  /** One of the members that run. */
  private DroverUnderTest drover() {
    return members.stream().filter(Trio::owns).findFirst().orElseGet(members::getLast);
  }

  /** Names of the records of lives that are not over. */
  private List<String> living() {
    return cluster
        .lines(
            "get",
            "managednodes",
            "-o",
            "jsonpath={range .items[*]}{.metadata.name} {.status.phase}{\"\\n\"}{end}")
        .stream()
        .filter(line -> !line.endsWith(" Failed"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }

  void assertKept() {
    assertThat(witness.busiest(MINUTE))
        .as("requests in a minute")
        .isLessThanOrEqualTo(MOST_PER_MINUTE);
    assertThat(witness.aboveRate()).isEmpty();
    assertThat(witness.boughtTwiceKnowingly(LATENCY)).isEmpty();
    Map<String, List<VpsieWitness.Life>> twins = witness.twins();
    assertThat(twins).as("doubles from lost answers").isNotEmpty();
    twins.values().forEach(VpsieStorm::assertGone);
  }

  /** All but one never ran, so none joined, and each went within its grace. */
  private static void assertGone(List<VpsieWitness.Life> same) {
    assertThat(same).filteredOn(life -> !life.ran().equals(Instant.MAX)).hasSizeLessThan(2);
    Instant born = same.stream().map(VpsieWitness.Life::born).max(Instant::compareTo).orElseThrow();
    Instant ended =
        same.stream().map(VpsieWitness.Life::ended).min(Instant::compareTo).orElseThrow();
    assertThat(Duration.between(born, ended))
        .as("grace of the double of %s", same)
        .isLessThan(GRACE);
  }

  /** The metrics of the members that run tell the story. */
  void assertTold() {
    for (String told :
        List.of(
            "drover_vpsie_breaker_moves_total{from=\"closed\"",
            "drover_vpsie_repeats_total",
            "drover_vpsie_logins_total",
            "drover_vpsie_errors_total")) {
      assertThat(members.stream().mapToDouble(member -> member.metric(told)).sum())
          .as(told)
          .isPositive();
    }
  }

  String figures() {
    return "%d requests, at most %d in a minute, %d servers, %d intents ordered twice"
        .formatted(
            vpsie.requests().size(),
            witness.busiest(MINUTE),
            witness.lives().size(),
            witness.twins().size());
  }
}
