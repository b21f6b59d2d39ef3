package io.drover.verticles.planning;

import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Rejection;
import io.drover.rules.plan.Remembered;
import io.drover.rules.plan.Thought;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Catalogue;
import io.drover.verticles.bus.Deliberation;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.PoliciesRequest;
import io.drover.verticles.bus.PolicyTrial;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.Settlement;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Thinks about one cluster: a change marks it dirty, the batch window wakes it, one plan at a time
 * is made and proposed. While the view is unknown or old it plans nothing and says so.
 */
public final class PlanningRoom {
  private static final Duration PROPOSAL_DEADLINE = Duration.ofSeconds(30);
  private static final Duration POLICIES_DEADLINE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration LEAST_REST = Duration.ofSeconds(1);

  private final PlanningSettings settings;
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final Timers timers;
  private final Ids ids;
  private final PolicyTrials trials;
  private final Function<Duration, Budget> budgets;
  private final StandingModel model;
  private final FactMirror mirror;
  private final Catalogue catalogue;
  private final Usage usage = new Usage();
  private final TreeMap<String, InterruptionFact> interruptions = new TreeMap<>();
  private final BatchWindow window;
  private ViewState view = new ViewState(Instant.EPOCH, false, "not seen yet");
  private @Nullable ActivePolicies policies;
  private Timers.@Nullable Timer wake;
  private boolean proposing;
  private boolean changedMeanwhile;
  private int unsettled;
  private boolean wasStale = true;
  private Remembered remembered = Remembered.NOTHING;
  private @Nullable Thought last;
  private String idle = "";

  /**
   * What a room needs of the house.
   *
   * @param budgets what a plan may take, as long as that
   */
  public record House(
      Bus bus,
      Rooms rooms,
      Clock clock,
      Timers timers,
      Ids ids,
      Offload offload,
      Function<Duration, Budget> budgets) {}

  public PlanningRoom(PlanningSettings settings, House house) {
    this.settings = settings;
    this.bus = house.bus();
    this.rooms = house.rooms();
    this.clock = house.clock();
    this.timers = house.timers();
    this.ids = house.ids();
    this.trials = new PolicyTrials(bus, rooms, house.offload());
    this.budgets = house.budgets();
    this.window = new BatchWindow(settings, clock, timers, this::think);
    this.model = new StandingModel(window::changed);
    this.mirror = new FactMirror(bus, rooms, timers, "planning", model);
    this.catalogue = new Catalogue(bus, clock, window::changed);
  }

  public Future<Void> start() {
    return bus.listen(rooms.view(), this::viewed)
        .compose(ok -> bus.listen(ActivePolicies.CHANGED, this::decideWith))
        .compose(ok -> bus.listen(rooms.utilization(), usage::take))
        .compose(ok -> bus.listen(rooms.interruption(), this::interrupted))
        .compose(ok -> bus.answer(rooms.policyTrial(), this::tried))
        .compose(ok -> bus.answer(rooms.deliberation(), request -> deliberation()))
        .onSuccess(ok -> askForPolicies())
        .compose(ok -> mirror.start());
  }

  /** While none are compiled nobody answers; a telling may be missed, so it goes on asking. */
  private void askForPolicies() {
    if (policies == null) {
      bus.ask(ActivePolicies.CURRENT, new PoliciesRequest("planning"), POLICIES_DEADLINE)
          .onSuccess(this::first)
          .onFailure(unanswered -> timers.after(RETRY, this::askForPolicies));
    }
  }

  /** An answer is older than what was told meanwhile. */
  private void first(ActivePolicies current) {
    if (policies == null) {
      decideWith(current);
    }
  }

  private void decideWith(ActivePolicies next) {
    policies = next;
    window.changed();
  }

  /** A view that has come back wakes planning; a heartbeat alone does not. */
  private void viewed(ViewState next) {
    view = next;
    if (wasStale && stale().isEmpty()) {
      window.changed();
    }
  }

  private void interrupted(InterruptionFact notice) {
    interruptions.merge(notice.providerId(), notice, PlanningRoom::graver);
    window.changed();
  }

  /** What is only recommended later takes no interruption back. */
  private static InterruptionFact graver(InterruptionFact before, InterruptionFact next) {
    return before.kind() == InterruptionFact.Kind.INTERRUPTION ? before : next;
  }

  private Optional<String> stale() {
    if (!view.complete()) {
      return Optional.of("VIEW_STALE: " + view.detail());
    }
    Instant now = clock.now();
    // A proof from the future is older than a clock that was set back, nobody knows how much.
    return view.provenAt().isBefore(now.minus(settings.viewMaxAge()))
            || view.provenAt().isAfter(now.plus(settings.viewMaxAge()))
        ? Optional.of("VIEW_STALE: last proven at " + view.provenAt())
        : Optional.empty();
  }

  private void think() {
    if (proposing) {
      changedMeanwhile = true;
      return;
    }
    Optional<String> stale = stale();
    wasStale = stale.isPresent();
    Optional<World> world = mirror.world();
    ActivePolicies deciding = policies;
    if (stale.isPresent()) {
      rest(stale.get(), null, List.of());
    } else if (world.isEmpty()) {
      rest("VIEW_STALE: waiting for a snapshot", null, List.of());
    } else if (deciding == null) {
      rest("POLICY_CUT_OFF: no policies yet", null, List.of());
    } else {
      catalogue.refresh(world.get().groups());
      NewGroups making = settings.cluster().newGroups();
      if (making != null) {
        catalogue.refresh(making.template().provider());
      }
      Future.<Void>succeededFuture()
          .map(
              ok ->
                  new Planner(deciding.scaling())
                      .plan(
                          question(world.get()),
                          model.of(world.get()),
                          budgets.apply(settings.deadline())))
          .onSuccess(this::propose)
          .onFailure(
              broken -> {
                model.forget();
                rest("POLICY_CUT_OFF: " + broken, null, List.of());
              });
    }
  }

  /** What is not known well enough to decide is not known well enough to compare. */
  private Future<DecisionDiff> tried(PolicyTrial trial) {
    ActivePolicies deciding = policies;
    if (stale().isPresent() || mirror.world().isEmpty() || deciding == null) {
      return Future.failedFuture(stale().orElse("VIEW_STALE: waiting for a snapshot"));
    }
    return trials.of(trial.next(), deciding, this::question);
  }

  private Question question(World world) {
    interruptions.keySet().removeIf(machine -> !known(machine, world));
    return new Question(
        ids.fresh(),
        clock.now(),
        world,
        catalogue.offerings(),
        measured(),
        List.copyOf(interruptions.values()),
        !settings.observeOnly().isEmpty(),
        remembered,
        settings.cluster());
  }

  private Measured measured() {
    Duration maxAge = settings.usageMaxAge();
    return maxAge == null
        ? Measured.NOTHING
        : new Measured(true, usage.since(clock.now().minus(maxAge)));
  }

  /** A machine that is recorded and has not joined yet may be announced to go as well. */
  private static boolean known(String machine, World world) {
    return world.nodeOn(machine).isPresent()
        || world.managedNodes().stream()
            .anyMatch(record -> machine.equals(record.progress().providerId()));
  }

  private Future<Deliberation> deliberation() {
    Inquiry inquiry = mirror.world().map(this::question).map(Inquiry::of).orElse(null);
    return Future.succeededFuture(new Deliberation(inquiry, last, stale().orElse(idle)));
  }

  private void propose(Thought thought) {
    last = thought;
    Plan plan = thought.plan();
    remembered = thought.remembered();
    if (plan.changesNothing()) {
      rest("", thought.nextWake(), plan.rejections());
      return;
    }
    proposing = true;
    bus.ask(rooms.proposal(), plan, PROPOSAL_DEADLINE)
        .onComplete(
            answered -> {
              proposing = false;
              Instant next = thought.nextWake();
              if (answered.succeeded()) {
                next = settled(answered.result(), next);
              } else {
                // Nobody knows what was recorded: only a fresh world can tell.
                mirror.renew();
              }
              rest("", next, plan.rejections());
              if (changedMeanwhile) {
                changedMeanwhile = false;
                window.changed();
              }
            });
  }

  /** When to think again: soon where something could not be recorded, later each time. */
  private @Nullable Instant settled(Settlement settlement, @Nullable Instant nextWake) {
    mirror.learn(settlement.written());
    if (settlement.failed().isEmpty()) {
      unsettled = 0;
      if (!settlement.written().isEmpty()) {
        window.changed();
      }
      return nextWake;
    }
    Instant retry = clock.now().plus(LEAST_REST.multipliedBy(1L << Math.min(unsettled, 10)));
    unsettled++;
    return nextWake == null || retry.isBefore(nextWake) ? retry : nextWake;
  }

  private void rest(String why, @Nullable Instant nextWake, List<Rejection> rejections) {
    idle = why;
    Instant latest = clock.now().plus(settings.interval());
    Instant earliest = clock.now().plus(LEAST_REST);
    Instant wanted = nextWake != null && nextWake.isBefore(latest) ? nextWake : latest;
    Instant next = wanted.isBefore(earliest) ? earliest : wanted;
    if (wake != null) {
      wake.cancel();
    }
    wake = timers.after(Duration.between(clock.now(), next), this::think);
    bus.publish(rooms.planningState(), new PlanningState(clock.now(), why, next, rejections));
  }
}
