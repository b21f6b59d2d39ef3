package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.vpsie.FakeVpsie.Machine;
import io.drover.verticles.provider.vpsie.FakeVpsie.Trouble;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CreationTest extends VpsieTestBase {
  @Test
  void ordersNothingWithSettingsThatMeanNothing() {
    document.account = document.account.withDefaults(Map.of());
    document.start();
    document.settle();

    assertThat(failure(document.ask(document.create("a", Map.of("osImag", "x")))).detail())
        .isEqualTo(
            "'osImag' is no setting of VPSie; there are [osImage, project, resourceIdentifier,"
                + " sshKeys, notes, tags, publicIpv4, userData, kubernetesGroup, kubeSizeId];"
                + " osImage is missing, in the group and in the account's defaults");
    assertThat(document.far.asked("POST /v2/servers")).isZero();
  }

  @Test
  void takesAGroupsSettingBeforeTheAccounts() {
    document.ask(document.create("a", Map.of("osImage", "img-2")));

    assertThat(document.far.sent.getLast().request().body()).contains("\"os_image_id\":\"img-2\"");
  }

  @Test
  void waitsForTheTagOfAServerThatAlreadyBearsTheName() {
    Machine half = document.far.make("general-a", List.of());
    ProviderFailure early = failure(document.ask(document.create("a")));
    document.far.machines.put(
        half.identifier(),
        new Machine(half.id(), half.identifier(), half.name(), OURS, half.shownAt()));
    ProviderAnswer then = document.ask(document.create("a"));

    assertThat(early)
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "a server named general-a is there and does not bear its tag yet", true));
    assertThat(then).isInstanceOf(ProviderAnswer.Created.class);
    assertThat(document.far.machines).hasSize(1);
  }

  @Test
  void aServerThatIsNotShownAfterItWasMadeMayBeThere() {
    apps.far.lag = Duration.ofMinutes(1);
    ProviderFailure unseen = failure(apps.ask(apps.create("a")));
    apps.time.pass(Duration.ofMinutes(1));
    ProviderAnswer found = apps.ask(apps.create("a"));

    assertThat(unseen)
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "server general-a was made and is not in the list yet", true));
    assertThat(found).isInstanceOf(ProviderAnswer.Created.class);
    assertThat(apps.far.asked("POST /api/v2/vm")).isEqualTo(1);
  }

  @Test
  void aServerThatWasMadeIsNotMadeAgainBecauseLookingForItFails() {
    apps.far.troubles =
        request ->
            apps.far.machines.isEmpty() ? Optional.empty() : Optional.of(Trouble.RATE_LIMITED);
    ProviderFailure unseen = failure(apps.ask(apps.create("a")));
    apps.far.troubles = any -> Optional.empty();
    apps.time.pass(Duration.ofSeconds(10));
    ProviderAnswer found = apps.ask(apps.create("a"));

    assertThat(unseen)
        .isInstanceOfSatisfying(
            ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isTrue());
    assertThat(found).isInstanceOf(ProviderAnswer.Created.class);
    assertThat(apps.far.machines).hasSize(1);
  }

  @Test
  void manyPurchasesAtOnceShareTheListInWhichTheyAreLookedFor() {
    document.far.latency = Duration.ofSeconds(1);
    for (int i = 0; i < 12; i++) {
      document.real.perform(document.create("n" + i));
    }
    document.time.pass(Duration.ofMinutes(1));

    assertThat(document.far.machines).hasSize(12);
    assertThat(document.far.sent).hasSizeLessThan(12 + 12);
  }

  @Test
  void aRefusedPurchaseHasTheOfferingsReadAnew() {
    document.ask(new ProviderCommand.Offerings(""));
    document.far.troubles =
        request ->
            request.method().equals("POST") && request.uri().getPath().endsWith("servers")
                ? Optional.of(Trouble.OUT_OF_STOCK)
                : Optional.empty();
    ProviderFailure none = failure(document.ask(document.create("a")));
    document.ask(new ProviderCommand.Offerings(""));

    assertThat(none)
        .isEqualTo(
            new ProviderFailure.NoCapacity(
                "POST /servers: 400 the plan is out of stock (request req-1)"));
    assertThat(document.far.asked("GET /v2/offerings")).isEqualTo(2);
  }
}
