package io.drover.verticles.safety;

import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Holdings;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.rules.safety.PlanReview;
import io.drover.rules.safety.SafetyPolicy;
import io.drover.rules.safety.StepJudge;
import io.drover.rules.safety.StepVerdict;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Catalogue;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.LiveViewRequest;
import io.drover.verticles.bus.PoliciesRequest;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.Settlement;
import io.drover.verticles.bus.StepReview;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reviews each proposal on its own world, hands what is approved to execution, and judges each
 * destructive step on a fresh read. No answer from the cluster is a refusal.
 */
public final class SafetyRoom {
  private static final Duration EXECUTION_DEADLINE = Duration.ofSeconds(25);
  private static final Duration POLICIES_DEADLINE = Duration.ofSeconds(5);
  private static final Duration POLICIES_RETRY = Duration.ofSeconds(5);

  private final SafetySettings settings;
  private final Ownership ownership;
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final Timers timers;
  private final FactMirror mirror;
  private final Catalogue catalogue;
  private final Deque<Instant> removals = new ArrayDeque<>();
  private ViewState view = new ViewState(Instant.EPOCH, false, "not seen yet");
  private @Nullable ActivePolicies policies;

  /** What the room needs of the house. */
  public record House(Bus bus, Rooms rooms, Clock clock, Timers timers, Ownership ownership) {}

  /**
   * The figures of safety.
   *
   * @param stepDeadline for the fresh read before a step
   * @param observeOnly why nothing may be carried out in this cluster, empty when it may
   */
  public record SafetySettings(Limits limits, Duration stepDeadline, String observeOnly) {}

  public SafetyRoom(SafetySettings settings, House house) {
    this.settings = settings;
    this.bus = house.bus();
    this.rooms = house.rooms();
    this.clock = house.clock();
    this.timers = house.timers();
    this.ownership = house.ownership();
    this.mirror = new FactMirror(bus, rooms, house.timers(), "safety", this::refresh);
    this.catalogue = new Catalogue(bus, clock, () -> {});
  }

  public Future<Void> start() {
    return bus.listen(rooms.view(), next -> view = next)
        .compose(ok -> bus.listen(ActivePolicies.CHANGED, next -> policies = next))
        .onSuccess(ok -> askForPolicies())
        .compose(ok -> mirror.start())
        .compose(ok -> bus.answer(rooms.proposal(), this::review))
        .compose(ok -> bus.answer(rooms.stepReview(), this::judge))
        .compose(ok -> bus.answer(rooms.guard(), request -> guard()))
        .mapEmpty();
  }

  /** While none are compiled nobody answers; a telling may be missed, so it goes on asking. */
  private void askForPolicies() {
    if (policies == null) {
      bus.ask(ActivePolicies.CURRENT, new PoliciesRequest("safety"), POLICIES_DEADLINE)
          .onSuccess(this::first)
          .onFailure(unanswered -> timers.after(POLICIES_RETRY, this::askForPolicies));
    }
  }

  /** An answer is older than what was told meanwhile. */
  private void first(ActivePolicies current) {
    if (policies == null) {
      policies = current;
    }
  }

  /** Limits are judged by what the provider says, not by what the plan says of it. */
  private void refresh() {
    mirror
        .world()
        .ifPresent(
            world -> catalogue.refresh(world.groups().stream().filter(Holdings::limited).toList()));
  }

  /** A standby sees what the owner sees, and would tell everything a second time. */
  private Future<Settlement> review(Plan plan) {
    refresh();
    Optional<World> world = mirror.world();
    Optional<Claim> claim = ownership.current();
    ActivePolicies judging = policies;
    if (world.isEmpty() || judging == null || claim.isEmpty()) {
      return Future.succeededFuture(Settlement.NOTHING);
    }
    PlanReview review = new PlanReview(judging.safety(), settings.limits());
    Judgement judgement =
        review.review(plan, world.get(), circumstances(claim, world.get()), catalogue.offerings());
    bus.publish(rooms.judged(), judgement);
    if (judgement.approved().actions().isEmpty()) {
      return Future.succeededFuture(Settlement.NOTHING);
    }
    judgement.approved().actions().forEach(this::remember);
    return bus.ask(rooms.execute(), judgement.approved(), EXECUTION_DEADLINE)
        .onSuccess(settlement -> mirror.learn(settlement.written()));
  }

  /** Before the world is known, of what is known besides it. */
  private Future<Guard> guard() {
    Optional<Claim> claim = ownership.current();
    Circumstances now =
        mirror
            .world()
            .map(world -> circumstances(claim, world))
            .orElseGet(() -> circumstances(claim));
    SafetyPolicy policy = policies == null ? null : policies.safety();
    return Future.succeededFuture(new Guard(settings.limits(), now, policy));
  }

  private void remember(Planned planned) {
    if (planned.action() instanceof Action.RemoveNode) {
      removals.addLast(clock.now());
    }
  }

  /** Removals under way count as well: a restart forgets when they began. */
  private Circumstances circumstances(Optional<Claim> claim, World world) {
    int underWay =
        Math.toIntExact(
            world.managedNodes().stream()
                .map(record -> record.progress().removal())
                .filter(removal -> removal != null && !removal.plan().isEmpty())
                .count());
    Circumstances known = circumstances(claim);
    return new Circumstances(
        known.now(),
        known.viewProvenAt(),
        known.viewComplete(),
        known.owner(),
        known.observeOnly(),
        Math.max(known.removedInWindow(), underWay));
  }

  private Circumstances circumstances(Optional<Claim> claim) {
    Instant now = clock.now();
    Instant oldest = now.minus(settings.limits().window());
    while (!removals.isEmpty() && removals.getFirst().isBefore(oldest)) {
      removals.removeFirst();
    }
    return new Circumstances(
        now,
        view.provenAt(),
        view.complete(),
        claim.isPresent(),
        settings.observeOnly(),
        removals.size());
  }

  private Future<StepVerdict> judge(StepReview review) {
    ActivePolicies judging = policies;
    if (judging == null) {
      return Future.succeededFuture(
          new StepVerdict.Refused(Reason.POLICY_CUT_OFF, "no policies yet"));
    }
    StepJudge judge = new StepJudge(judging.safety(), settings.limits());
    LiveViewRequest request = new LiveViewRequest(review.step().record());
    return bus.ask(rooms.liveView(), request, settings.stepDeadline())
        .map(seen -> judge.judge(review.step(), seen, review.token(), circumstances(held(review))))
        .otherwise(SafetyRoom::unread);
  }

  /** Under a former token of this member nothing is done either. */
  private Optional<Claim> held(StepReview review) {
    return ownership.current().filter(claim -> claim.token().equals(review.token()));
  }

  private static StepVerdict unread(Throwable failure) {
    return new StepVerdict.Refused(
        Reason.VIEW_STALE, "the node could not be read afresh: " + failure.getMessage());
  }
}
