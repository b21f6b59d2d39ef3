package io.drover.verticles.provider.resilience;

import static io.drover.verticles.provider.ScriptedProvider.FINE;
import static io.drover.verticles.provider.ScriptedProvider.NOT_REACHED;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.provider.ScriptedProvider;
import io.drover.verticles.time.Backoff;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResilientProviderTest {
  private static final ProviderCommand READ =
      new ProviderCommand.Instances(new ProviderCommand.Scope.Inventory(), "");
  private static final ProviderCommand DELETE =
      new ProviderCommand.Delete(
          new OwnerTag("i", "c", "g", "a"), "x://1", Map.of(), null, new Token(1, 1));
  private static final ProviderCommand CREATE =
      new ProviderCommand.Create(
          new OwnerTag("i", "c", "g", "a"),
          "g-a",
          new OfferingId("small", "zone", OfferingId.ON_DEMAND),
          new ProviderCommand.Template(Map.of(), List.of(), Map.of()),
          null,
          null,
          new Token(1, 1));

  private final PassingTime time = new PassingTime();
  private final ScriptedProvider far = new ScriptedProvider();
  private final List<ProviderState> told = new ArrayList<>();
  private final ResilientProvider provider =
      new ResilientProvider(
          new ProviderName("cloud"),
          far,
          new ResilienceSettings(
              10,
              2,
              3,
              5,
              new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1)),
              Duration.ofMinutes(1),
              3,
              new Backoff(Duration.ofMillis(200), Duration.ofSeconds(2))),
          new ResilientProvider.Time(time, time, time),
          told::add);

  @Test
  void sendsNoMoreCallsThanTheAccountAllowsAndThoseInOrder() {
    List<Future<ProviderAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(provider.perform(new ProviderCommand.Offerings("page " + i)));
    }
    assertThat(far.asked).hasSize(2);

    time.pass(Duration.ofMillis(120));
    assertThat(far.asked).hasSize(3);

    time.pass(Duration.ofSeconds(1));
    assertThat(far.asked)
        .extracting(command -> ((ProviderCommand.Offerings) command).continuation())
        .containsExactly("page 0", "page 1", "page 2", "page 3", "page 4");
    assertThat(answers).allMatch(Future::succeeded);
  }

  @Test
  void refusesCallsBeyondThoseThatMayWait() {
    List<Future<ProviderAnswer>> answers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      answers.add(provider.perform(READ));
    }

    assertThat(failure(answers.getLast())).isInstanceOf(ProviderFailure.RateLimited.class);
    assertThat(far.asked).hasSize(2);
  }

  @Test
  void sendsNothingBeforeTheTimeThatTheProviderAskedFor() {
    far.next(
        new ProviderAnswer.Failed(
            new ProviderFailure.RateLimited("slow down", Duration.ofSeconds(30))));
    provider.perform(DELETE);

    Future<ProviderAnswer> held = provider.perform(READ);
    time.pass(Duration.ofSeconds(30));
    Future<ProviderAnswer> after = provider.perform(READ);

    assertThat(failure(held))
        .isEqualTo(
            new ProviderFailure.RateLimited(
                "the provider asked for no calls until 2026-01-01T00:00:30Z",
                Duration.ofSeconds(30)));
    assertThat(after.result()).isEqualTo(FINE);
    assertThat(told).extracting(ProviderState::reason).containsExactly("RATE_LIMITED", "");
  }

  @Test
  void waitsNoLongerWhenTheClockIsSetBackMeanwhile() {
    far.next(
        new ProviderAnswer.Failed(
            new ProviderFailure.RateLimited("slow down", Duration.ofSeconds(30))));
    provider.perform(DELETE);
    time.setClock(Duration.ofHours(-1));
    time.pass(Duration.ofSeconds(30));

    assertThat(provider.perform(READ).result()).isEqualTo(FINE);

    outage();
    time.setClock(Duration.ofHours(-1));
    far.always(FINE);
    time.pass(Duration.ofMillis(2_500));
    assertThat(provider.perform(DELETE).result()).isEqualTo(FINE);
  }

  @Test
  void repeatsAReadThatWasNotReached() {
    far.next(NOT_REACHED, NOT_REACHED);

    Future<ProviderAnswer> answer = provider.perform(READ);
    time.pass(Duration.ofSeconds(3));

    assertThat(answer.result()).isEqualTo(FINE);
    assertThat(far.asked).hasSize(3);
    assertThat(told).extracting(ProviderState::reason).containsExactly("");
  }

  @Test
  void givesARepeatedReadUpAfterItsTries() {
    far.always(NOT_REACHED);

    Future<ProviderAnswer> answer = provider.perform(READ);
    time.pass(Duration.ofSeconds(5));

    assertThat(answer.result()).isEqualTo(NOT_REACHED);
    assertThat(far.asked).hasSize(3);
  }

  @Test
  void neverRepeatsADelete() {
    far.next(NOT_REACHED);

    Future<ProviderAnswer> answer = provider.perform(DELETE);
    time.pass(Duration.ofSeconds(5));

    assertThat(answer.result()).isEqualTo(NOT_REACHED);
    assertThat(far.asked).hasSize(1);
  }

  @Test
  void sendsNothingToAnAccountThatDoesNotAnswerAndSaysThatNothingHappened() {
    outage();
    int sent = far.asked.size();

    Future<ProviderAnswer> answer = provider.perform(DELETE);

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isFalse());
    assertThat(far.asked).hasSize(sent);
    assertThat(told)
        .singleElement()
        .satisfies(state -> assertThat(state.reason()).isEqualTo("PROVIDER_UNREACHABLE"));
  }

  @Test
  void triesASingleCallAfterAWaitAndGoesOnWhenItIsAnswered() {
    outage();
    int sent = far.asked.size();
    far.beSilent();
    time.pass(Duration.ofMillis(2_500));

    provider.perform(DELETE);
    Future<ProviderAnswer> besides = provider.perform(DELETE);
    assertThat(far.asked).hasSize(sent + 1);
    assertThat(besides.isComplete()).isTrue();

    far.underWay.removeFirst().complete(FINE);
    time.pass(Duration.ofSeconds(1));
    provider.perform(DELETE);

    assertThat(far.asked).hasSize(sent + 2);
    assertThat(provider.state().working()).isTrue();
    assertThat(told).extracting(ProviderState::reason).containsExactly("PROVIDER_UNREACHABLE", "");
  }

  @Test
  void waitsLongerAfterEachProbeThatIsNotAnswered() {
    outage();
    int sent = far.asked.size();
    time.pass(Duration.ofMillis(2_500));
    provider.perform(DELETE);

    time.pass(Duration.ofMillis(2_500));
    provider.perform(DELETE);
    int early = far.asked.size();
    time.pass(Duration.ofSeconds(3));
    provider.perform(DELETE);

    assertThat(early).isEqualTo(sent + 1);
    assertThat(far.asked).hasSize(sent + 2);
  }

  @Test
  void takesAnotherProbeWhenOneWasNeverAnswered() {
    outage();
    int sent = far.asked.size();
    far.beSilent();
    time.pass(Duration.ofMillis(2_500));
    provider.perform(DELETE);

    time.pass(Duration.ofMinutes(1));
    provider.perform(DELETE);

    assertThat(far.asked).hasSize(sent + 2);
  }

  @Test
  void callsThatWereUnderWayWhenItOpenedDoNotMakeTheWaitLonger() {
    far.beSilent();
    for (int i = 0; i < 12; i++) {
      provider.perform(DELETE);
      time.pass(Duration.ofSeconds(1));
    }
    far.underWay.forEach(call -> call.complete(NOT_REACHED));
    int sent = far.asked.size();
    time.pass(Duration.ofMillis(2_500));

    provider.perform(DELETE);

    assertThat(far.asked).hasSize(sent + 1);
  }

  @Test
  void aDeniedReadIsAboutTheAccountAndADeniedDeleteIsNot() {
    ProviderAnswer denied = new ProviderAnswer.Failed(new ProviderFailure.Denied("no"));
    far.next(denied);
    provider.perform(DELETE);
    assertThat(told).isEmpty();

    far.next(denied);
    provider.perform(READ);

    assertThat(told).extracting(ProviderState::reason).containsExactly("PROVIDER_DENIED");
  }

  @Test
  void whatIsDeniedStaysSoHoweverOtherQuestionsAreAnswered() {
    ProviderCommand offerings = new ProviderCommand.Offerings("");
    far.next(denied("no datacenter"), FINE, denied("no datacenter"), denied("it is closed"));
    provider.perform(offerings);
    provider.perform(READ);
    time.pass(Duration.ofSeconds(1));
    provider.probe();
    provider.probe();
    assertThat(provider.state().detail()).isEqualTo("it is closed");
    assertThat(told)
        .extracting(ProviderState::detail)
        .containsExactly("no datacenter", "it is closed");

    time.pass(Duration.ofSeconds(1));
    provider.probe();

    assertThat(far.asked.getLast()).isEqualTo(offerings);
    assertThat(provider.state().working()).isTrue();
  }

  @Test
  void aGroupThatIsDeniedTellsNothingOfTheAccount() {
    ProviderCommand.Scope group = new ProviderCommand.Scope.Group("g", Map.of());
    far.next(denied("the group names no cluster"), FINE);
    provider.perform(new ProviderCommand.Instances(group, ""));
    assertThat(told).isEmpty();
  }

  @Test
  void anAccountIsAskedWhenAPurchaseWasDeniedWhateverTheOffering() {
    ProviderFailure refused = ProviderFailure.Denied.whatever("no credentials");
    far.next(new ProviderAnswer.Failed(refused), new ProviderAnswer.Failed(refused));
    provider.perform(CREATE);

    assertThat(far.asked).hasSize(2).last().isEqualTo(new ProviderCommand.Offerings(""));
    assertThat(told).extracting(ProviderState::detail).containsExactly("no credentials");
  }

  @Test
  void anAccountThatHasNeverAnsweredIsUnreachableAtOnce() {
    far.always(NOT_REACHED);
    provider.perform(READ);
    time.pass(Duration.ofSeconds(5));

    assertThat(told)
        .singleElement()
        .satisfies(state -> assertThat(state.reason()).isEqualTo("PROVIDER_UNREACHABLE"));
  }

  private static ProviderAnswer denied(String why) {
    return new ProviderAnswer.Failed(new ProviderFailure.Denied(why));
  }

  @Test
  void whatWasNotSentForWantOfAClaimTellsNothingOfTheAccount() {
    far.always(new ProviderAnswer.Failed(new ProviderFailure.Superseded("not the owner")));
    for (int i = 0; i < 12; i++) {
      provider.perform(DELETE);
      time.pass(Duration.ofSeconds(1));
    }

    assertThat(far.asked).hasSize(12);
    assertThat(told).isEmpty();
  }

  @Test
  void aPurchaseThatIsWaitedForTellsNothingOfTheAccount() {
    far.always(NOT_REACHED);
    far.capabilities(
        new Capabilities(
            Capabilities.Identity.CHOSEN,
            Capabilities.Creation.FIND_BY_NAME,
            true,
            Duration.ofMinutes(2)));

    for (int i = 0; i < 12; i++) {
      provider.perform(CREATE);
      time.pass(Duration.ofSeconds(1));
    }

    assertThat(far.asked).hasSize(12);
    assertThat(told).isEmpty();
  }

  private void outage() {
    far.always(NOT_REACHED);
    for (int i = 0; i < 5; i++) {
      provider.perform(DELETE);
      time.pass(Duration.ofMillis(150));
    }
  }

  private static ProviderFailure failure(Future<ProviderAnswer> answer) {
    return ((ProviderAnswer.Failed) answer.result()).failure();
  }
}
