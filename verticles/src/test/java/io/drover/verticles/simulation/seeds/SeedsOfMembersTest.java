package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ActivePolicies;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The whole house of three members, played from seeds. {@code -Dseeds=N} plays N of them from
 * {@code -Dfirst} on, {@code -Drules=plain} by a stand-in for the shipped rules.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedsOfMembersTest {
  private static final long FIRST = Long.getLong("first", 1);
  private static final long MANY = Long.getLong("seeds", 16);

  private @Nullable Campaign range;
  private final ActivePolicies policies = Rules.named(System.getProperty("rules", "shipped")).get();

  /** Played once for all that is asked of it. */
  private Campaign range() {
    Campaign campaign = range;
    if (campaign == null) {
      campaign = play(LongStream.range(FIRST, FIRST + MANY));
      range = campaign;
    }
    return campaign;
  }

  private Campaign play(LongStream seeds) {
    Campaign campaign = new Campaign(policies, Bugs.NONE).play(seeds, false);
    System.out.println(campaign.coverage().table());
    System.out.println("never: " + campaign.coverage().empty(FaultPlan.kinds(), Edge.all()));
    System.out.println(campaign.figures());
    return campaign;
  }

  private static void assertNothingBroke(Campaign campaign) {
    assertThat(campaign.firstShrunk().map(Play.Outcome::text))
        .as("broken in %s", campaign.brokenLaws())
        .isEmpty();
  }

  @Test
  void keepsEveryLawInEverySeed() {
    assertNothingBroke(range());
  }

  /** The state machine's table, whether its edges have ever been passed or not. */
  @Test
  @Tag("simulate")
  void passesEachEdgeUnderEachKindOfFault() {
    assertThat(range().played()).as("seeds; fewer leave cells empty").isGreaterThanOrEqualTo(1_000);
    assertThat(range().coverage().empty(FaultPlan.kinds(), Edge.all())).isEmpty();
  }

  @Test
  void passesMostEdgesUnderMostKindsOfFaultInFewSeedsAlready() {
    int cells = FaultPlan.kinds().size() * Edge.all().size();

    assertThat(range().coverage().empty(FaultPlan.kinds(), Edge.all())).hasSizeLessThan(cells / 2);
  }

  @Test
  void keepsEveryLawInEverySeedThatEverFailed() {
    assertNothingBroke(play(thatFailed()));
  }

  private static LongStream thatFailed() {
    try (InputStream in =
        SeedsOfMembersTest.class.getResourceAsStream("/simulation/seeds-that-failed")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .mapToLong(line -> Long.parseLong(line.split(" ", 2)[0]));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void playsASeedTheSameEachTime() {
    Play.Outcome once = new Play(3, Play.faults(3), policies, Bugs.NONE).play();
    Play.Outcome again = new Play(3, Play.faults(3), policies, Bugs.NONE).play();

    assertThat(again.events()).isEqualTo(once.events());
    assertThat(again.history().last(1_000)).isEqualTo(once.history().last(1_000));
  }

  /** Of {@code -Dseed=N}, with the faults that it needs to break a law, or with all. */
  @Test
  @Tag("simulate")
  void playsOneSeedAgain() {
    long seed = Long.getLong("seed", 1);
    Play.Outcome outcome = new Play(seed, Play.faults(seed), policies, Bugs.NONE).play();
    boolean broken = outcome.violation().isPresent();
    Play.Outcome shown = broken ? new Shrinking(policies, Bugs.NONE).shrink(outcome) : outcome;
    System.out.println(shown.text());
    assertThat(shown.violation()).as(shown::text).isEmpty();
  }
}
