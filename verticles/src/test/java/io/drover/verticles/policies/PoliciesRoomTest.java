package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.Budget;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Edits, refusals, holds and rollbacks, with real rules and a real disk. */
final class PoliciesRoomTest {
  private static final Duration A_MOMENT = Duration.ofSeconds(2);
  private static final String ONE = "scale-up/one.drl";
  private static final Rooms PROD = new Rooms("uid-1");

  private Path disk = Path.of("");
  private final WrittenPolicies files = new WrittenPolicies();
  private final ImmediateBus bus = new ImmediateBus();
  private final SimulatedTime time = new SimulatedTime(1);
  private final Set<String> endangered = new TreeSet<>();
  private boolean blind;

  @BeforeEach
  void emptyDisk(@TempDir Path fresh) {
    disk = fresh;
  }

  private static String rule(String conditions) {
    return """
        import io.drover.rules.facts.PendingPod;
        import io.drover.rules.plan.Demand;

        rule "A pod is demand"
        @Reason(PODS_UNSCHEDULABLE)
        when
            %s
        then
            insertLogical(new Demand($pod));
        end
        """
        .formatted(conditions);
  }

  private static final String ANY = rule("PendingPod($pod : pod)");
  private static final String IMPORTANT = rule("PendingPod($pod : pod, priority > 10)");

  private void begin() {
    PolicyCompiler compiler =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000));
    PoliciesRoom room =
        new PoliciesRoom(
            Compiling.begin(files, compiler::compile),
            new DiskPolicyStore(disk),
            new PolicyGates(2, 2),
            new PoliciesRoom.House("m1", bus, time, time, time, () -> Map.of("prod", PROD)));
    bus.answer(PROD.policyTrial(), trial -> tried());
    room.start();
    time.pass(A_MOMENT);
  }

  private Future<DecisionDiff> tried() {
    return blind
        ? Future.failedFuture("VIEW_STALE: not seen yet")
        : Future.succeededFuture(new DecisionDiff(List.of(), endangered, List.of()));
  }

  private PolicyState state() {
    return bus.published(PolicyState.CHANGED).getLast();
  }

  private List<String> decided() {
    return bus.published(ActivePolicies.CHANGED).stream().map(ActivePolicies::version).toList();
  }

  private PolicyReport order(PolicyOrder order) {
    return bus.ask(PolicyOrder.SEND, order, A_MOMENT).result();
  }

  private void edit(String text) {
    files.write(ONE, text);
    time.pass(A_MOMENT);
  }

  @Test
  void anEditDecidesWithoutBeingAskedFor() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();

    edit(IMPORTANT);

    assertThat(decided()).hasSize(2).startsWith(first);
    assertThat(state().version()).isNotEqualTo(first).isEqualTo(state().folder());
    assertThat(order(new PolicyOrder.History("bob")).history())
        .extracting(entry -> entry.how() + " by " + entry.who())
        .containsExactly("start by ada", "folder by ada");
  }

  @Test
  void anEditBetweenTheFirstReadingAndTheFirstLookIsNotMissed() {
    files.write(ONE, ANY);
    files.onceRead(() -> files.write(ONE, IMPORTANT));

    begin();

    assertThat(decided()).hasSize(2);
    assertThat(state().version()).isEqualTo(decided().getLast());
  }

  @Test
  void aHalfWrittenFileIsNotLookedAtBeforeItIsQuiet() {
    files.write(ONE, ANY);
    begin();

    for (int i = 0; i < 20; i++) {
      files.write(ONE, "rule \"half " + i);
      time.pass(Duration.ofMillis(100));
    }
    edit(IMPORTANT);

    assertThat(bus.published(PolicyState.CHANGED)).allMatch(told -> told.problems().isEmpty());
    assertThat(decided()).hasSize(2);
  }

  @Test
  void aBrokenFileIsRefusedAndTheOldOneGoesOn() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();

    edit("rule \"A pod is demand\" when PendingPod( then end");

    assertThat(state().version()).isEqualTo(first);
    assertThat(state().problems()).isNotEmpty().allMatch(problem -> problem.startsWith(ONE + ":"));
    assertThat(decided()).containsExactly(first);

    edit(ANY);
    assertThat(state().problems()).isEmpty();
    assertThat(decided()).containsExactly(first);
  }

  @Test
  void aFolderThatIsGoneIsRefusedAndTheOldOneGoesOn() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();

    files.unreadable("no such folder");
    time.pass(A_MOMENT);

    assertThat(state().version()).isEqualTo(first);
    assertThat(state().problems()).containsExactly("folder: no such folder");
  }

  @Test
  void aChangeThatIsTooLargeIsHeldUntilItIsConfirmed() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();
    endangered.addAll(List.of("a", "b", "c"));

    edit(IMPORTANT);
    assertThat(state().version()).isEqualTo(first);
    assertThat(state().held()).contains("3 more nodes go", "at most 2");
    assertThat(order(new PolicyOrder.Apply("bob", false)).refusal()).contains("3 more nodes go");
    assertThat(decided()).containsExactly(first);

    PolicyReport confirmed = order(new PolicyOrder.Apply("bob", true));
    assertThat(confirmed.refusal()).isEmpty();
    assertThat(confirmed.state().version()).isNotEqualTo(first);
    assertThat(order(new PolicyOrder.History("bob")).history().getLast())
        .satisfies(entry -> assertThat(entry.who()).isEqualTo("bob"));
  }

  @Test
  void whatItWouldChangeIsAskedAgainUntilTheClusterCanTell() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();
    blind = true;

    edit(IMPORTANT);
    assertThat(state().held()).contains("VIEW_STALE");
    assertThat(state().version()).isEqualTo(first);

    blind = false;
    time.pass(Duration.ofSeconds(11));
    assertThat(state().held()).isEmpty();
    assertThat(state().version()).isNotEqualTo(first);
  }

  @Test
  void aRollbackHoldsThroughARestartAndUntilTheFolderChanges() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();
    edit(IMPORTANT);
    String second = state().version();

    assertThat(order(new PolicyOrder.Rollback("bob", first)).refusal()).isEmpty();
    assertThat(state())
        .isEqualTo(new PolicyState(state().at(), first, List.of(), second, "", true));

    order(new PolicyOrder.Reload("carol"));
    assertThat(state().version()).isEqualTo(first);
    assertThat(state().pinned()).isTrue();

    begin();
    assertThat(state().version()).isEqualTo(first);
    assertThat(state().pinned()).isTrue();

    edit(IMPORTANT + "\n");
    assertThat(state().pinned()).isFalse();
    assertThat(state().version()).isNotIn(first, second);
  }

  @Test
  void applyEndsARollback() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();
    edit(IMPORTANT);
    String second = state().version();
    order(new PolicyOrder.Rollback("bob", first));

    order(new PolicyOrder.Apply("bob", false));

    assertThat(state().version()).isEqualTo(second);
    assertThat(state().pinned()).isFalse();
  }

  @Test
  void rollingBackToWhatNeverWasIsRefused() {
    files.write(ONE, ANY);
    begin();

    assertThat(order(new PolicyOrder.Rollback("bob", "0123456789ab")).refusal())
        .isEqualTo("version 0123456789ab is not kept");
    assertThat(order(new PolicyOrder.Rollback("bob", "../../etc")).refusal())
        .contains("is not kept");
  }

  @Test
  void aStartWithABrokenFolderGoesOnWithTheLastGoodVersion() {
    files.write(ONE, ANY);
    begin();
    String first = state().version();
    files.write(ONE, "rule");

    begin();

    assertThat(state().version()).isEqualTo(first);
    assertThat(state().problems()).isNotEmpty();
  }

  @Test
  void comparingChangesNothing() {
    files.write(ONE, ANY);
    begin();
    blind = true;
    files.write(ONE, IMPORTANT);

    assertThat(order(new PolicyOrder.Compare("bob")).refusal()).contains("VIEW_STALE");
    blind = false;
    assertThat(order(new PolicyOrder.Compare("bob")).differences()).containsKey("prod");
    assertThat(decided()).hasSize(1);
  }
}
