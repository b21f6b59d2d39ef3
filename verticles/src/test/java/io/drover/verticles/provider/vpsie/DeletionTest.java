package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.vpsie.FakeVpsie.Machine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionTest extends VpsieTestBase {
  private static final ProviderAnswer GONE = new ProviderAnswer.Deleting();

  private static ProviderAnswer delete(VpsieBench bench, String providerId) {
    return bench.ask(bench.delete("a", providerId));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vpsie://0000-101", "vpsie://101", "vpsie://general-a"})
  void findsAServerByIdentifierNumberAndName(String providerId) {
    document.far.make("general-a", OURS);
    document.far.make("general-b", OURS);

    assertThat(delete(document, providerId)).isEqualTo(GONE);
    assertThat(document.far.machines).containsOnlyKeys("0000-102");
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void neverDeletesWhatIsNotProvablyOurs(VpsieShape shape) {
    VpsieBench bench = settled(shape);
    bench.far.make("general-a", List.of());
    bench.far.make(
        "general-b", OwnerTags.of(new OwnerTag("installation", "another cluster", "general", "a")));
    bench.far.make("general-c", OURS.subList(0, 2));

    for (Machine machine : List.copyOf(bench.far.machines.values())) {
      assertThat(failure(delete(bench, "vpsie://" + machine.identifier())))
          .isInstanceOf(ProviderFailure.Denied.class)
          .extracting(ProviderFailure::detail)
          .asString()
          .contains("does not bear this cluster's tag and is not deleted");
    }
    assertThat(bench.far.machines).hasSize(3);
  }

  @Test
  void deletesTheServerOfAnotherIntentOfTheSameCluster() {
    Machine second = document.far.make("general-x", OwnerTags.of(VpsieBench.owner("b")));

    assertThat(delete(document, "vpsie://" + second.identifier())).isEqualTo(GONE);
    assertThat(document.far.machines).isEmpty();
  }

  @Test
  void deletesNoneOfSeveralThatAreNamedAlike() {
    document.far.make("general-a", OURS);
    document.far.make("general-a", OURS);

    assertThat(failure(delete(document, "vpsie://general-a")).detail())
        .isEqualTo("several servers are named general-a; none is deleted");
    assertThat(document.far.machines).hasSize(2);
  }

  @Test
  void deletesAServerThatTheListDoesNotShowYetWhereItCanBeAskedFor() {
    apps.far.lag = Duration.ofMinutes(1);
    Machine hidden = apps.far.make("general-a", OURS);

    assertThat(delete(apps, "vpsie://" + hidden.identifier())).isEqualTo(GONE);
    assertThat(apps.far.machines).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(VpsieShape.class)
  void whatIsNotThereIsGone(VpsieShape shape) {
    assertThat(delete(settled(shape), "vpsie://0000-999")).isEqualTo(GONE);
  }

  @Test
  void doesNotTakeAnotherAnswerOfNotFoundForVpsies() {
    Machine machine = apps.far.make("general-a", OURS);
    list(apps);
    apps.far.canned =
        request -> Optional.of(FakeVpsie.answered(404, "<html>no route</html>", Map.of()));

    assertThat(failure(delete(apps, "vpsie://" + machine.identifier())).detail())
        .isEqualTo(
            "nothing of VPSie answers here: DELETE /api/v2/vm: 404 not JSON (request req-1)");
  }

  @Test
  void leavesMachinesOfOtherCloudsAlone() {
    assertThat(failure(delete(document, "aws:///eu/i-1")).detail())
        .isEqualTo("aws:///eu/i-1 is not a server of VPSie");
  }

  @Test
  void sendsNothingThatTheLastGateRefuses() {
    Machine machine = document.far.make("general-a", OURS);
    document.gate = command -> Optional.of(new ProviderFailure.Superseded("another owner"));

    assertThat(failure(delete(document, "vpsie://" + machine.identifier())))
        .isEqualTo(new ProviderFailure.Superseded("another owner"));
    assertThat(document.far.machines).hasSize(1);
  }

  @Test
  void deletesWhatWasTakenOver() {
    document.far.make("worker", List.of());
    document.account = document.account.takingOver(() -> Map.of("worker", VpsieBench.owner("x")));
    document.start();

    assertThat(delete(document, "vpsie://0000-101")).isEqualTo(GONE);
    assertThat(document.far.machines).isEmpty();
  }
}
