package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.locks.LeaseRecord;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseProofTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final LeaseProof proof = new LeaseProof();

  private static LeaseRecord lease(String version, String holder, Instant renewedAt) {
    return new LeaseRecord(version, holder, new Token(1, 1), renewedAt, Duration.ofSeconds(5));
  }

  @Test
  void provesByTheOwnRenewalWhenThatComesBack() {
    proof.writes("home/one");
    assertThat(proof.provenAt()).isEqualTo(Instant.EPOCH);

    proof.watched(lease("v1", "home/one", NOW));

    assertThat(proof.provenAt()).isEqualTo(NOW);
  }

  @Test
  void provesByAnothersRenewalOnlyFromWhenItWasAskedForOnTheOwnClock() {
    Instant theirs = NOW.plusSeconds(3_600);
    proof.watched(lease("v1", "home/two", theirs));
    assertThat(proof.provenAt()).as("their clock counts for nothing").isEqualTo(Instant.EPOCH);

    proof.read(lease("v1", "home/two", theirs), NOW);

    assertThat(proof.provenAt()).isEqualTo(NOW);
  }

  @Test
  void waitsForWhatWasReadToComeThroughTheWatch() {
    proof.watched(lease("v1", "home/two", NOW));
    proof.read(lease("v2", "home/two", NOW), NOW.plusSeconds(1));
    assertThat(proof.provenAt()).isEqualTo(Instant.EPOCH);

    proof.watched(lease("v2", "home/two", NOW));

    assertThat(proof.provenAt()).isEqualTo(NOW.plusSeconds(1));
  }

  @Test
  void goesOnAfterAVersionThatTheWatchLeftOut() {
    proof.read(lease("v2", "home/two", NOW), NOW.plusSeconds(1));
    proof.read(lease("v3", "home/two", NOW), NOW.plusSeconds(2));

    proof.watched(lease("v3", "home/two", NOW));

    assertThat(proof.provenAt()).isEqualTo(NOW.plusSeconds(2));
  }
}
