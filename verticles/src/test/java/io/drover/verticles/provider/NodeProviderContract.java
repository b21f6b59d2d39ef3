package io.drover.verticles.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every provider, in whatever shape; run against each of them. */
public abstract class NodeProviderContract {
  private static final int DEADLINE_SECONDS = 30;

  private ProviderBench bench;

  /** A far end without machines, whose lists come in pages of at most two. */
  protected abstract ProviderBench bench() throws Exception;

  @SuppressWarnings("NullAway.Init")
  protected NodeProviderContract() {}

  @BeforeEach
  void openBench() throws Exception {
    bench = bench();
  }

  @Test
  void makesOneMachineHoweverOftenItIsAskedFor() {
    ProviderAnswer first = create("a");
    ProviderAnswer second = create("a");
    bench.settle();
    ProviderAnswer third = create("a");

    assertThat(List.of(first, second, third)).allMatch(NodeProviderContract::accepted);
    assertThat(bench.alive()).isEqualTo(1);
    if (first instanceof ProviderAnswer.Created made) {
      assertThat(id(second)).isEqualTo(made.instance().providerId());
      assertThat(id(third)).isEqualTo(made.instance().providerId());
    }
  }

  @Test
  void makesOneMachineWhenAskedForTwiceAtOnce() {
    Create create = bench.create("a");

    Future<ProviderAnswer> first = bench.provider().perform(create);
    Future<ProviderAnswer> second = bench.provider().perform(create);

    assertThat(List.of(await(first), await(second))).allMatch(NodeProviderContract::accepted);
    assertThat(bench.alive()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mishap.class,
      names = {"LOST_ANSWER", "NO_ANSWER"})
  void makesOneMachineWhateverAnswerIsLost(Mishap mishap) {
    bench.next(mishap);

    ProviderAnswer lost = create("a");
    create("a");
    bench.settle();
    ProviderAnswer last = create("a");

    assertThat(failure(lost))
        .isInstanceOfSatisfying(
            ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isTrue());
    assertThat(last).matches(NodeProviderContract::accepted);
    assertThat(bench.alive()).isEqualTo(1);
  }

  @Test
  void doesNotMistakeAMachineForThatOfAnotherIntent() {
    bench.next(Mishap.LOST_ANSWER);
    create("a");
    bench.settle();
    create("b");
    create("a");

    assertThat(bench.alive()).isEqualTo(2);
  }

  @Test
  void makesAMachineForEachOfManyIntentsAtOnce() {
    List<Future<ProviderAnswer>> answers = new ArrayList<>();
    for (String intent : List.of("a", "b", "c", "d", "e")) {
      answers.add(bench.provider().perform(bench.create(intent)));
    }

    assertThat(answers).allSatisfy(answer -> assertThat(accepted(await(answer))).isTrue());
    assertThat(bench.alive()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mishap.class,
      names = {"NO_CAPACITY", "RATE_LIMITED", "DENIED"})
  void saysWhyItMakesNoneAndMakesItLater(Mishap mishap) {
    bench.next(mishap);

    ProviderAnswer refused = create("a");
    int afterRefusal = bench.alive();
    ProviderAnswer later = create("a");

    assertThat(failure(refused)).isInstanceOf(kind(mishap));
    assertThat(failure(refused).detail()).isNotBlank();
    assertThat(afterRefusal).isZero();
    assertThat(later).matches(NodeProviderContract::accepted);
    assertThat(bench.alive()).isEqualTo(1);
  }

  @Test
  void listsEveryMachineOncePageByPage() {
    for (String intent : List.of("a", "b", "c", "d", "e")) {
      create(intent);
    }
    bench.settle();

    assertThat(living()).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void tellsInTheListWhoseAMachineIsWhereItCanBeTagged() {
    create("a");
    bench.settle();

    if (bench.scope() instanceof ProviderCommand.Scope.Tagged) {
      assertThat(list())
          .singleElement()
          .satisfies(machine -> assertThat(machine.owner()).isEqualTo(bench.create("a").owner()));
    } else {
      assertThat(living()).hasSize(1);
    }
  }

  @Test
  void deletesUntilTheMachineIsGoneAndSucceedsWhenItIs() {
    create("a");
    bench.settle();
    ProviderCommand.Delete delete = bench.delete("a", living().getFirst());

    List<ProviderAnswer> answers = new ArrayList<>();
    answers.add(perform(delete));
    answers.add(perform(delete));
    bench.settle();
    answers.add(perform(delete));

    assertThat(answers).allMatch(ProviderAnswer.Deleting.class::isInstance);
    assertThat(bench.alive()).isZero();
    assertThat(living()).isEmpty();
  }

  @Test
  void deletesOneMachineWhateverAnswerIsLost() {
    create("a");
    create("b");
    bench.settle();
    ProviderCommand.Delete delete = bench.delete("b", living().getLast());
    bench.next(Mishap.LOST_ANSWER);

    ProviderAnswer lost = perform(delete);
    ProviderAnswer again = perform(delete);

    assertThat(failure(lost)).isInstanceOf(ProviderFailure.Unreachable.class);
    assertThat(again).isInstanceOf(ProviderAnswer.Deleting.class);
    assertThat(bench.alive()).isEqualTo(1);
  }

  @Test
  void neverMakesASecondMachineForAnIntentWhoseMachineHasEnded() {
    create("a");
    bench.settle();
    perform(bench.delete("a", living().getFirst()));
    bench.settle();

    ProviderAnswer again = create("a");

    // An inventory and a size have no memory; there the record of the intent is what prevents it.
    if (bench.provider().capabilities().identity() == Capabilities.Identity.CHOSEN) {
      assertThat(bench.alive()).isZero();
      if (bench.provider().capabilities().creation() == Capabilities.Creation.KEYED) {
        assertThat(failure(again)).isInstanceOf(ProviderFailure.Denied.class);
      }
    }
  }

  @Test
  void offersEverythingOncePageByPage() {
    List<OfferingFact> all = new ArrayList<>();
    String continuation = "";
    do {
      ProviderAnswer answer = perform(new ProviderCommand.Offerings(continuation));
      assertThat(answer).isInstanceOf(ProviderAnswer.Offered.class);
      ProviderAnswer.Offered page = (ProviderAnswer.Offered) answer;
      assertThat(page.offerings().size()).isBetween(1, 2);
      all.addAll(page.offerings());
      continuation = page.continuation();
    } while (!continuation.isEmpty());

    assertThat(all).hasSizeGreaterThan(2).doesNotHaveDuplicates();
    assertThat(all).anyMatch(offering -> offering.id().equals(bench.create("a").offering()));
    assertThat(all)
        .allMatch(offering -> offering.allocatable().fitsIn(offering.capacity()))
        .allMatch(offering -> offering.capacity().get("cpu") >= 1_000);
  }

  @Test
  void tellsASizeOnlyWhereSizesAreSet() {
    ProviderAnswer answer =
        perform(new ProviderCommand.TargetSize(bench.create("a").owner().group(), Map.of()));

    boolean sizes = bench.provider().capabilities().creation() == Capabilities.Creation.TARGET_SIZE;
    assertThat(answer)
        .isInstanceOf(sizes ? ProviderAnswer.Sized.class : ProviderAnswer.Failed.class);
  }

  private ProviderAnswer create(String intent) {
    return perform(bench.create(intent));
  }

  private ProviderAnswer perform(ProviderCommand command) {
    return await(bench.provider().perform(command));
  }

  private List<String> living() {
    return list().stream()
        .filter(
            machine ->
                machine.state() == Instance.State.PENDING
                    || machine.state() == Instance.State.RUNNING)
        .map(Instance::providerId)
        .toList();
  }

  private List<Instance> list() {
    List<Instance> all = new ArrayList<>();
    String continuation = "";
    do {
      ProviderAnswer answer = perform(new ProviderCommand.Instances(bench.scope(), continuation));
      assertThat(answer).isInstanceOf(ProviderAnswer.Listed.class);
      ProviderAnswer.Listed page = (ProviderAnswer.Listed) answer;
      assertThat(page.instances()).hasSizeLessThanOrEqualTo(2);
      all.addAll(page.instances());
      continuation = page.continuation();
    } while (!continuation.isEmpty());
    return all;
  }

  private static boolean accepted(ProviderAnswer answer) {
    return answer instanceof ProviderAnswer.Created || answer instanceof ProviderAnswer.Accepted;
  }

  private static String id(ProviderAnswer answer) {
    return ((ProviderAnswer.Created) answer).instance().providerId();
  }

  private static ProviderFailure failure(ProviderAnswer answer) {
    assertThat(answer).isInstanceOf(ProviderAnswer.Failed.class);
    return ((ProviderAnswer.Failed) answer).failure();
  }

  private static Class<? extends ProviderFailure> kind(Mishap mishap) {
    return switch (mishap) {
      case NO_CAPACITY -> ProviderFailure.NoCapacity.class;
      case RATE_LIMITED -> ProviderFailure.RateLimited.class;
      case DENIED -> ProviderFailure.Denied.class;
      case LOST_ANSWER, NO_ANSWER -> ProviderFailure.Unreachable.class;
    };
  }

  private static ProviderAnswer await(Future<ProviderAnswer> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception broken) {
      throw new AssertionError("no answer within the contract: " + broken, broken);
    }
  }
}
