package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bugs that the seeds must find; what they do not find they do not look for. */
@Tag("simulate")
class MutationsTest {
  private static final int MOST = Integer.getInteger("seeds", 1_000);

  /** All, or the one that {@code -Dbug} names. */
  static Stream<Mutation> bugs() {
    String only = System.getProperty("bug", "");
    return Stream.of(Mutation.values()).filter(bug -> only.isEmpty() || bug.name().equals(only));
  }

  @ParameterizedTest
  @MethodSource("bugs")
  void isFoundWithinAThousandSeeds(Mutation bug) {
    Campaign campaign =
        new Campaign(Rules.shipped(), bug).play(LongStream.rangeClosed(1, MOST), true);

    assertThat(campaign.first()).as("a seed that finds %s", bug).isPresent();
    Violation found = campaign.first().flatMap(Play.Outcome::violation).orElseThrow();
    System.out.printf("%s: found by %s after %d seeds%n", bug, found, campaign.played());
  }
}
