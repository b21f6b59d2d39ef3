package io.drover.verticles.simulation;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Backoff;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An account, or an order whatever its offering, is refused: told once, and not tried in vain. */
class DeniedAccountsTest {
  private static final String DENIED = "PROVIDER_DENIED";

  private final House house = new House(1, List.of(offering("small"), offering("dearer")));

  private static OfferingFact offering(String type) {
    return anOffering(type)
        .of("cloud")
        .with("2", "4Gi")
        .costing(type.equals("small") ? "0.04" : "0.05")
        .allocatable(Resources.of(1900, 3800L << 20, 110))
        .build();
  }

  @BeforeEach
  void declareTheGroup() {
    ShapesTest.apply(house);
    house.time.pass(Duration.ofSeconds(30));
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  private long asked() {
    return house.cloud.log.stream().filter(ProviderCommand.Create.class::isInstance).count();
  }

  private long events() {
    return house.calls.stream().filter("TellEvent"::equals).count();
  }

  private Map<String, Backoff> backoffs() {
    NodeGroupFact group = house.cluster.now().groups().iterator().next();
    return group.history().backoffs();
  }

  private boolean running(int pods, Duration within) {
    return house.time.runUntil(() -> ShapesTest.pods(house) == pods, within);
  }

  @Test
  void nothingIsBoughtFromAnAccountThatRefusesEverythingUntilItDoesNot() {
    house.says(false, DENIED, "it refuses the credentials");
    house.time.pass(Duration.ofSeconds(2));
    house.cluster.run(ShapesTest.web(3));
    for (int minute = 0; minute < 30; minute++) {
      house.says(false, DENIED, "it refuses the credentials");
      house.time.pass(Duration.ofMinutes(1));
    }

    assertThat(asked()).isZero();
    assertThat(house.cluster.now().managedNodes()).isEmpty();
    assertThat(backoffs()).containsOnlyKeys(Backoff.EVERY_OFFERING);
    assertThat(told("account-fails"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.reason()).isEqualTo(DENIED);
              assertThat(entry.text()).isEqualTo("provider cloud: it refuses the credentials");
            });
    assertThat(events()).isEqualTo(1);

    house.says(true, "", "");
    assertThat(running(3, Duration.ofMinutes(1))).isTrue();
    assertThat(backoffs()).isEmpty();
    assertThat(told("account-works")).hasSize(1);
  }

  @Test
  void aHoldOfAFormerLifeGoesWhenTheAccountWorks() {
    house.says(false, DENIED, "it refuses the credentials");
    house.time.pass(Duration.ofSeconds(2));
    house.kill();
    house.cluster.run(ShapesTest.web(3));
    house.time.pass(Duration.ofSeconds(30));
    assertThat(asked()).isZero();

    house.says(true, "", "");
    assertThat(running(3, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void thatAnAccountIsBusyOrNotAskedYetIsNoNewsOfIt() {
    house.says(false, "NOT_ASKED_YET", "no answer yet");
    house.says(false, "RATE_LIMITED", "too many calls");
    house.cluster.run(ShapesTest.web(3));

    assertThat(running(3, Duration.ofMinutes(1))).isTrue();
    assertThat(told("account-fails")).isEmpty();
  }

  @Test
  void oneReasonIsToldOfAnAccountThatIsNotReached() {
    house.cloud.lists = false;
    for (int minute = 0; minute < 10; minute++) {
      house.says(false, "PROVIDER_UNREACHABLE", "nothing is sent until minute " + minute);
      house.time.pass(Duration.ofMinutes(1));
    }

    assertThat(told("account-fails")).hasSize(1);
    assertThat(told("not-listed")).isEmpty();
    assertThat(events()).isEqualTo(1);
  }

  @Test
  void anOrderThatIsRefusedWhateverTheOfferingIsNotTriedWithEach() {
    house.cloud.createFailures.add(ProviderFailure.Denied.whatever("the quota is reached"));
    house.cluster.run(ShapesTest.web(3));
    house.time.pass(Duration.ofSeconds(30));

    assertThat(asked()).isEqualTo(1);
    assertThat(backoffs()).containsOnlyKeys(Backoff.EVERY_OFFERING);

    house.says(true, "", "");
    house.time.pass(Duration.ofSeconds(5));
    assertThat(backoffs()).as("of an account that answers").isNotEmpty();
    assertThat(running(3, Duration.ofMinutes(10))).isTrue();
    assertThat(backoffs()).isEmpty();
  }
}
