package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingId;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a refused order says of the offering, and what of the order. */
class RefusalsTest extends VpsieTestBase {
  private static final String REFUSED = "POST /servers: 400 it cannot be (request req-1)";

  @BeforeEach
  void refuseEveryOrder() {
    document.far.canned =
        request ->
            request.method().equals("POST")
                ? Optional.of(
                    FakeVpsie.answered(400, FakeVpsie.error(400, "it cannot be"), Map.of()))
                : Optional.empty();
    document.settle();
  }

  private ProviderFailure refused(String intent, String type) {
    Create usual = document.create(intent);
    return failure(
        document.ask(
            new Create(
                usual.owner(),
                usual.name(),
                new OfferingId(type, "dc1", OfferingId.ON_DEMAND),
                usual.template(),
                null,
                null,
                usual.token())));
  }

  @Test
  void anOfferingThatIsNotListedAnyMoreIsNotSold() {
    assertThat(refused("a", "p-huge"))
        .isEqualTo(
            new ProviderFailure.Denied(
                "p-huge/dc1/on-demand is not sold any more; let the group buy others as well: "
                    + REFUSED));
  }

  @Test
  void aSecondOfferingThatIsRefusedShowsThatItIsTheOrder() {
    ProviderFailure first = refused("a", "p-small");
    ProviderFailure again = refused("b", "p-small");
    ProviderFailure other = refused("c", "p-medium");

    assertThat(first).isEqualTo(new ProviderFailure.Denied(REFUSED));
    assertThat(again).isEqualTo(first);
    assertThat(other)
        .isEqualTo(
            ProviderFailure.Denied.whatever(
                "whatever the offering, VPSie refuses what the group and its account are set to: "
                    + REFUSED));
  }

  @Test
  void anOrderThatWasTakenShowsThatItWasTheOffering() {
    refused("a", "p-small");
    var refusing = document.far.canned;
    document.far.canned = any -> Optional.empty();
    document.ask(document.create("b"));
    document.far.canned = refusing;

    assertThat(refused("c", "p-medium")).isEqualTo(new ProviderFailure.Denied(REFUSED));
  }
}
