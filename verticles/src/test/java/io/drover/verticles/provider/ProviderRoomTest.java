package io.drover.verticles.provider;

import static io.drover.verticles.provider.ScriptedProvider.FINE;
import static io.drover.verticles.provider.ScriptedProvider.NOT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.provider.resilience.ResilientProvider;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderRoomTest {
  private static final ProviderName NAME = new ProviderName("cloud");
  private static final ProviderCommand PROBE = new ProviderCommand.Offerings("");
  private static final ProviderCommand READ =
      new ProviderCommand.Instances(new ProviderCommand.Scope.Inventory(), "");

  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private final ScriptedProvider far = new ScriptedProvider();
  private final ProviderRoom room =
      new ProviderRoom(
          NAME,
          far,
          ProviderRoom.Settings.of(100, 2),
          new ProviderRoom.House(
              bus, new ResilientProvider.Time(time, time, time), new Askers(time)));
  private final BusNodeProvider remote =
      new BusNodeProvider(NAME, bus, time, "execution", Duration.ofSeconds(30));

  @Test
  void answersWhoeverAsksOverTheBus() {
    room.start();

    assertThat(remote.perform(READ).result()).isEqualTo(FINE);
    assertThat(far.asked).containsExactly(PROBE, READ);
  }

  @Test
  void assumesTheWorstOfAnAccountUntilItIsKnown() {
    Future<Void> started = remote.start();
    var unknown = remote.capabilities();

    room.start();
    time.pass(Duration.ofSeconds(2));

    assertThat(started.succeeded()).isTrue();
    assertThat(unknown.listSettles()).isEqualTo(Duration.ofMinutes(2));
    assertThat(remote.capabilities()).isEqualTo(far.capabilities());
  }

  @Test
  void takesNoAnswerForACallThatMayHaveHappened() {
    Future<ProviderAnswer> answer = remote.perform(READ);

    assertThat(answer.result())
        .isInstanceOfSatisfying(
            ProviderAnswer.Failed.class,
            failed ->
                assertThat(failed.failure())
                    .isInstanceOfSatisfying(
                        ProviderFailure.Unreachable.class,
                        u -> assertThat(u.mayHaveHappened()).isTrue()));
  }

  @Test
  void hasNoMoreCreationsUnderWayThanItMayAndGoesOnListing() {
    room.start();
    far.beSilent();
    for (String intent : List.of("a", "b", "c")) {
      remote.perform(create(intent));
    }
    remote.perform(READ);
    assertThat(far.asked).containsExactly(PROBE, create("a"), create("b"), READ);

    far.underWay.removeFirst().complete(FINE);

    assertThat(far.asked).containsExactly(PROBE, create("a"), create("b"), READ, create("c"));
  }

  @Test
  void sendsNothingForWhichNobodyWaitsAnyMore() {
    room.start();
    far.beSilent();
    for (String intent : List.of("a", "b", "c")) {
      remote.perform(create(intent));
    }
    time.pass(Askers.PATIENCE);
    Future<ProviderAnswer> again = remote.perform(create("c"));
    far.underWay.removeFirst().complete(FINE);

    assertThat(far.asked.stream().filter(create("c")::equals)).hasSize(1);
    far.underWay.removeLast().complete(FINE);
    assertThat(again.result()).isEqualTo(FINE);
  }

  @Test
  void whatWaitsBehindItsLaneIsRefusedAtTheLastGate() {
    Askers askers = new Askers(time);
    ProviderCommand waiting = create("a");
    Promise<ProviderAnswer> answer = Promise.promise();
    Future<ProviderAnswer> waited = askers.waiting(waiting, answer::future);

    time.pass(Askers.PATIENCE.minusSeconds(1));
    assertThat(askers.refuse(waiting)).isEmpty();
    time.pass(Duration.ofSeconds(1));
    assertThat(askers.refuse(waiting))
        .contains(
            new ProviderFailure.Superseded(
                "it waited for its turn longer than the 60 s that it was waited for"));
    assertThat(askers.refuse(create("a"))).as("an equal one").isEmpty();

    answer.complete(FINE);
    assertThat(waited.result()).isEqualTo(FINE);
    assertThat(askers.refuse(waiting)).as("one that is answered").isEmpty();
  }

  @Test
  void tellsHowTheAccountIsEveryTenSecondsAndOnChange() {
    room.start();
    time.pass(Duration.ofSeconds(20));
    assertThat(bus.published(Accounts.state()))
        .extracting(ProviderState::reason)
        .containsExactly("NOT_ASKED_YET", "", "", "");

    far.always(NOT_REACHED);
    for (int i = 0; i < 5; i++) {
      remote.perform(create("a"));
    }

    assertThat(bus.published(Accounts.state()).getLast().reason())
        .isEqualTo("PROVIDER_UNREACHABLE");
    assertThat(room.state().working()).isFalse();
  }

  @Test
  void isSilentAfterItsEnd() {
    room.start();
    room.stop();
    time.pass(Duration.ofMinutes(1));

    assertThat(bus.published(Accounts.state())).hasSize(2);
    assertThat(remote.perform(READ).result()).isInstanceOf(ProviderAnswer.Failed.class);
  }

  @Test
  void asksAnAccountThatDoesNotWorkUntilItDoes() {
    far.always(NOT_REACHED);
    room.start();
    time.pass(Duration.ofSeconds(60));
    assertThat(room.state().working()).isFalse();

    far.always(FINE);
    time.pass(Duration.ofMinutes(2));

    assertThat(room.state().working()).isTrue();
  }

  private static ProviderCommand create(String intent) {
    return new ProviderCommand.Create(
        new OwnerTag("i", "c", "g", intent),
        "g-" + intent,
        new OfferingId("small", "zone-a", OfferingId.ON_DEMAND),
        new ProviderCommand.Template(Map.of(), List.of(), Map.of()),
        null,
        null,
        new Token(1, 1));
  }
}
