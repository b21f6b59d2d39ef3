package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.vpsie.FakeVpsie.Trouble;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import io.drover.verticles.provider.vpsie.VpsieAccount.Sale;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferingShelfTest extends VpsieTestBase {
  private static VpsieBench selling(VpsieShape shape, String... datacenters) {
    VpsieBench bench = new VpsieBench(shape);
    bench.account =
        bench
            .account
            .with(new Lists(VpsieBench.SETTLES, 100))
            .with(new Sale(List.of(datacenters), Duration.ofMinutes(10)));
    bench.start();
    return bench;
  }

  private static List<OfferingFact> offerings(VpsieBench bench) {
    ProviderAnswer answer = bench.ask(new ProviderCommand.Offerings(""));
    assertThat(answer).isInstanceOf(ProviderAnswer.Offered.class);
    return ((ProviderAnswer.Offered) answer).offerings();
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void tellsPriceAndSizeOfWhatIsSoldInEachOpenDatacenter(VpsieShape shape) {
    List<OfferingFact> all = offerings(selling(shape));

    assertThat(all)
        .extracting(offering -> offering.id().toString())
        .containsExactly(
            "p-small/dc1/on-demand", "p-medium/dc1/on-demand", "p-large/dc1/on-demand");
    assertThat(all)
        .extracting(OfferingFact::price)
        .containsExactly(Price.perHour("0.01"), Price.perHour("0.02"), Price.perHour("0.04"));
    assertThat(all.getFirst().capacity())
        .isEqualTo(
            Resources.of(
                Map.of(
                    "cpu", 1_000L,
                    "memory", 2L << 30,
                    "ephemeral-storage", 40_000_000_000L,
                    "pods", 110L)));
  }

  @Test
  void keepsToTheDatacentersOfTheAccount() {
    assertThat(offerings(selling(VpsieShape.DOCUMENT, "us-ny"))).hasSize(3);
    assertThat(offerings(selling(VpsieShape.DOCUMENT, "dc1"))).hasSize(3);
    assertThat(offerings(selling(VpsieShape.DOCUMENT, "dc1", "atlantis"))).hasSize(3);
  }

  @Test
  void saysWhichDatacentersThereAreWhenThereIsNoneToBuyInAndAsksForThemNowAndThen() {
    VpsieBench bench = selling(VpsieShape.DOCUMENT, "dc2", "atlantis");
    ProviderAnswer first = bench.ask(new ProviderCommand.Offerings(""));
    ProviderAnswer second = bench.ask(new ProviderCommand.Offerings(""));

    assertThat(first)
        .isEqualTo(
            new ProviderAnswer.Failed(
                ProviderFailure.Denied.whatever(
                    "account vpsie: none of the datacenters [dc2, atlantis] takes servers;"
                        + " choose others under vpsie.datacenters, or wait."
                        + " Those that do: us-ny")));
    assertThat(second).isEqualTo(first);
    assertThat(bench.far.asked("GET /v2/datacenters")).isEqualTo(1);

    bench.time.pass(Duration.ofSeconds(11));
    bench.ask(new ProviderCommand.Offerings(""));
    assertThat(bench.far.asked("GET /v2/datacenters")).isEqualTo(2);
  }

  @Test
  void takesThemFromMemoryUntilTheyAreOld() {
    VpsieBench bench = selling(VpsieShape.DOCUMENT);
    offerings(bench);
    bench.time.pass(Duration.ofMinutes(9));
    offerings(bench);
    long within = bench.far.asked("GET /v2/offerings");
    bench.time.pass(Duration.ofMinutes(2));
    offerings(bench);

    assertThat(within).isEqualTo(1);
    assertThat(bench.far.asked("GET /v2/offerings")).isEqualTo(2);
  }

  @Test
  void anAccountThatDoesNotAnswerDoesNotSeemTo() {
    VpsieBench bench = selling(VpsieShape.DOCUMENT);
    offerings(bench);
    bench.far.troubles = any -> Optional.of(Trouble.NO_ANSWER);
    bench.ask(new ProviderCommand.Instances(bench.scope(), ""));
    ProviderAnswer during = bench.ask(new ProviderCommand.Offerings(""));
    bench.far.troubles = any -> Optional.empty();
    ProviderAnswer after = bench.ask(new ProviderCommand.Offerings(""));

    assertThat(during).isInstanceOf(ProviderAnswer.Failed.class);
    assertThat(after).isInstanceOf(ProviderAnswer.Offered.class);
  }

  @Test
  void aDatacenterThatIsGoneTakesNothingElseWithIt() {
    VpsieBench bench = selling(VpsieShape.APPS_V2);
    bench.far.canned =
        request -> {
          if (request.uri().getPath().equals("/apps/v2/datacenter")) {
            return Optional.of(
                FakeVpsie.answered(
                    200,
                    """
                    {"error":false,"total":2,"data":[
                     {"identifier":"dc0","dc_name":"Gone","is_active":1},
                     {"identifier":"dc1","dc_name":"New York","is_active":1}]}
                    """,
                    Map.of()));
          }
          return request.body().contains("dcIdentifier=dc0")
              ? Optional.of(
                  FakeVpsie.answered(404, FakeVpsie.error(404, "no datacenter"), Map.of()))
              : Optional.empty();
        };

    assertThat(offerings(bench)).hasSize(3);
  }
}
