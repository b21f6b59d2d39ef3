package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.provider.vpsie.FakeVpsie.Machine;
import io.drover.verticles.provider.vpsie.FakeVpsie.Trouble;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FleetTest extends VpsieTestBase {
  @Test
  void asksEachServerForItsTagsOnce() {
    document.far.make("general-a", OURS);
    document.far.make("other-b", List.of("team=web"));
    list(document);
    document.time.pass(Duration.ofSeconds(1));
    List<Instance> again = list(document);

    assertThat(again).extracting(Instance::name).containsExactly("general-a");
    assertThat(document.far.asked("GET /v2/servers/")).isEqualTo(2);
  }

  @Test
  void asksAServerWithoutTagsAgainSoonWhileItIsYoungAndSeldomLater() {
    document.far.make("other-b", List.of());
    for (int minute = 0; minute < 10; minute++) {
      list(document);
      document.time.pass(Duration.ofMinutes(1));
    }
    long young = document.far.asked("GET /v2/servers/");
    for (int minute = 0; minute < 180; minute++) {
      list(document);
      document.time.pass(Duration.ofMinutes(1));
    }

    assertThat(young).isEqualTo(10);
    assertThat(document.far.asked("GET /v2/servers/") - young).isBetween(2L, 4L);
  }

  @Test
  void seesATagThatComesLate() {
    Machine half = document.far.make("general-a", List.of());
    List<Instance> before = list(document);
    document.far.machines.put(
        half.identifier(),
        new Machine(half.id(), half.identifier(), half.name(), OURS, half.shownAt()));
    document.time.pass(Duration.ofSeconds(30));

    assertThat(before).isEmpty();
    assertThat(list(document)).extracting(Instance::owner).containsExactly(VpsieBench.owner("a"));
  }

  @Test
  void doesNotAskServersWhoseNamesCannotBeOurs() {
    document.far.make("mailserver", List.of());
    list(document);

    assertThat(document.far.asked("GET /v2/servers/")).isZero();
  }

  @Test
  void isNoListAsLongAsOneServerHasNotToldItsTags() {
    document.far.make("general-a", OURS);
    document.far.make("other-b", List.of());
    document.far.troubles =
        request ->
            request.uri().getPath().endsWith("/102")
                ? Optional.of(Trouble.SERVER_ERROR)
                : Optional.empty();

    assertThat(failedList(document))
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "GET /servers/102: 500 internal (request req-1)", false));
  }

  @Test
  void readsAnAccountFullOfStrangersBitByBit() {
    document.account = document.account.with(new Lists(VpsieBench.SETTLES, 100));
    document.start();
    for (int i = 0; i < 70; i++) {
      document.far.make("other-" + i, List.of());
    }
    document.far.make("general-a", OURS);
    ProviderFailure first = failedList(document);
    document.time.pass(Duration.ofMinutes(1));
    List<Instance> second = list(document);

    assertThat(first)
        .isEqualTo(
            new ProviderFailure.RateLimited(
                "of 71 servers, 31 have not been asked for their tags yet", Duration.ofSeconds(1)));
    assertThat(second).extracting(Instance::name).containsExactly("general-a");
  }

  @Test
  void isNoListWhenItEndsBeforeItsTotal() {
    document.far.canned =
        request ->
            Optional.of(
                FakeVpsie.answered(
                    200,
                    """
                    {"error":false,"data":[],
                     "pagination":{"total":3,"current_page":1,"total_pages":1}}
                    """,
                    Map.of()));

    assertThat(failedList(document))
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "GET /servers: the list changed each time while it was read", false));
    assertThat(document.far.asked("GET /v2/servers")).isEqualTo(3);
  }

  @Test
  void namesTheEndpointAndTheFieldThatIsMissing() {
    document.far.canned =
        request ->
            Optional.of(
                FakeVpsie.answered(
                    200,
                    """
                    {"error":false,"data":[{"id":1,"hostname":"general-a","status":"running"}],
                     "pagination":{"total":1,"current_page":1,"total_pages":1}}
                    """,
                    Map.of()));

    assertThat(failedList(document).detail())
        .isEqualTo("the answer to GET /servers has no usable field 'data[0].identifier'");
  }

  @Test
  void takesAListThatIsGivenWholeWhateverPageWasAskedFor() {
    apps.far.canned =
        request ->
            request.uri().getPath().equals("/api/v2/vm")
                ? Optional.of(
                    FakeVpsie.answered(
                        200,
                        """
                        {"error":false,"total":3,"data":[
                         {"id":1,"identifier":"x-1","hostname":"one"},
                         {"id":2,"identifier":"x-2","hostname":"two"},
                         {"id":3,"identifier":"x-3","hostname":"three"}]}
                        """,
                        Map.of()))
                : Optional.empty();

    assertThat(list(apps)).isEmpty();
    assertThat(apps.far.asked("GET /api/v2/vm")).isEqualTo(1);
  }

  @Test
  void doesNotTakeAServerThatWasMadeJustNowForOneThatSlipped() {
    for (String intent : List.of("a", "b", "c")) {
      document.ask(document.create(intent));
    }
    document.far.lag = Duration.ofMinutes(1);
    Instance hidden = ((ProviderAnswer.Created) document.ask(document.create("d"))).instance();
    List<Instance> early = list(document);
    ProviderAnswer deleted = document.ask(document.delete("d", hidden.providerId()));

    assertThat(early).hasSize(2);
    assertThat(deleted).isEqualTo(new ProviderAnswer.Deleting());
    assertThat(document.far.machines).hasSize(3);
  }

  @Test
  void doesNotLoseAServerThatSlipsBetweenTwoPages() {
    for (String intent : List.of("a", "b", "c")) {
      document.ask(document.create(intent));
    }
    list(document);
    // A server of the first page goes while another comes: the total is the same.
    document.far.canned =
        request -> {
          String query = request.uri().getQuery();
          return query == null
              ? Optional.empty()
              : Optional.of(page(query.contains("page=1&") ? 101 : 102));
        };

    assertThat(failedList(document))
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "server 0000-103 is there and was not in the list", false));
    document.far.machines.remove("0000-103");
    assertThat(list(document)).hasSize(2);
  }

  @Test
  void makesSureBitByBitThatManyAreGone() {
    for (int i = 0; i < 45; i++) {
      document.far.make("general-" + i, OwnerTags.of(VpsieBench.owner("i" + i)));
    }
    document.ask(new ProviderCommand.Instances(document.scope(), ""));
    document.time.pass(Duration.ofMinutes(1));
    list(document);
    List.copyOf(document.far.machines.keySet()).stream()
        .limit(42)
        .forEach(document.far.machines::remove);
    document.time.pass(Duration.ofMinutes(1));
    ProviderFailure first = failedList(document);
    document.time.pass(Duration.ofMinutes(1));

    assertThat(first.detail()).isEqualTo("42 servers are missing in the list; each is asked for");
    assertThat(list(document)).hasSize(2);
  }

  private static Outcome page(int id) {
    String body =
        """
        {"error":false,"data":[{"id":%d,"identifier":"0000-%d","hostname":"general-x"}],
         "pagination":{"total":2,"current_page":%d,"total_pages":2}}
        """
            .formatted(id, id, id - 100);
    return FakeVpsie.answered(200, body, Map.of());
  }

  @Test
  void showsServersThatAreTakenOverAsThoseOfTheirOwner() {
    Machine old = document.far.make("worker", List.of());
    document.account =
        document.account.takingOver(() -> Map.of("worker", VpsieBench.owner("taken-over")));
    document.start();

    assertThat(list(document))
        .containsExactly(
            new Instance(
                "vpsie://" + old.identifier(),
                "worker",
                Instance.State.RUNNING,
                VpsieBench.owner("taken-over")));
    assertThat(document.far.asked("GET /v2/servers/")).isZero();
  }
}
