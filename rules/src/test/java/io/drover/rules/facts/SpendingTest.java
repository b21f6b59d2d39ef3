package io.drover.rules.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpendingTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Price DOLLAR = Price.perHour("1");

  @Test
  void addsUpWhatANodeCostsByTheHour() {
    Spending spending = Spending.from(NOON).until(NOON.plus(Duration.ofMinutes(90)), DOLLAR);

    assertThat(spending.amount()).isEqualTo(Money.dollars("1.5"));
    assertThat(spending.at()).isEqualTo(NOON.plus(Duration.ofMinutes(90)));
  }

  @Test
  void beginsAnewWithTheMonthAndCountsOnlyWhatIsOfIt() {
    Spending november = new Spending(Money.dollars("80"), Instant.parse("2026-11-30T23:00:00Z"));

    assertThat(november.until(Instant.parse("2026-11-30T23:59:59Z"), Price.ZERO).amount())
        .isEqualTo(Money.dollars("80"));
    assertThat(november.until(Instant.parse("2026-12-01T00:30:00Z"), DOLLAR).amount())
        .isEqualTo(Money.dollars("0.5"));
    assertThat(november.until(Instant.parse("2027-11-30T23:30:00Z"), Price.ZERO).amount())
        .isEqualTo(Money.ZERO);
  }

  @Test
  void aClockThatWasSetBackCostsNothing() {
    Spending spending = new Spending(Money.dollars("5"), NOON);

    assertThat(spending.until(NOON.minusSeconds(1), DOLLAR)).isEqualTo(spending);
    assertThat(spending.until(NOON.minus(Duration.ofDays(60)), DOLLAR)).isEqualTo(spending);
  }

  @Test
  void losesNothingHoweverOftenItIsAddedUp() {
    Random random = new Random(11);
    Spending spending = Spending.from(NOON);
    Instant now = NOON;
    Price price = Price.perHour("36");
    for (int i = 0; i < 10_000; i++) {
      now = now.plusMillis(random.nextInt(60_000));
      spending = spending.until(now, price);
    }

    double hours = Duration.between(NOON, now).toMillis() / 3_600_000.0;
    assertThat(spending.amount().dollars()).isBetween(36 * hours - 0.02, 36 * hours);
  }
}
