package io.drover.daemon.http;

import io.drover.daemon.journal.JournalLine;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Judgement;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.ExecutionState;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of one cluster at the desk. */
final class ClusterDesk {
  /** A large cluster changes many times a second. */
  private static final Duration BETWEEN_COUNTS = Duration.ofMillis(500);

  private static final int MOST_JUDGEMENTS = 50;

  /** Planning looks every minute at least, unless it is stuck. */
  static final Duration LOOP_MAX_AGE = Duration.ofMinutes(2);

  private static final Duration LISTS_MAX_AGE = Duration.ofMinutes(2);

  private final String name;
  private final Clock clock;
  private final Duration viewMaxAge;
  private final DeskMetrics metrics;
  private final ClusterMeters meters;
  private @Nullable FactMirror mirror;
  private @Nullable ViewState view;
  private @Nullable ClaimState claim;
  private @Nullable PlanningState planning;
  private @Nullable MetricsState usage;
  private @Nullable ExecutionState execution;
  private Set<String> toldUndone = Set.of();
  private String waiting = "";
  private final Deque<Judgement> judgements = new ArrayDeque<>();
  private @Nullable Rooms rooms;
  private final ClaimGauges claims;
  private boolean countDue;

  ClusterDesk(String name, Clock clock, Duration viewMaxAge, DeskMetrics metrics) {
    this.name = name;
    this.clock = clock;
    this.viewMaxAge = viewMaxAge;
    this.metrics = metrics;
    this.meters = metrics.meters(name);
    this.claims = new ClaimGauges(clock);
  }

  String name() {
    return name;
  }

  void waiting(String why) {
    waiting = why;
  }

  Future<Void> attach(Bus bus, Rooms opened, Timers timers) {
    rooms = opened;
    FactMirror next = new FactMirror(bus, opened, timers, "desk", () -> changed(timers));
    mirror = next;
    metrics.cluster(name, this::viewAgeSeconds, this::planningAgeSeconds, () -> owner() ? 1 : 0);
    metrics.claim(name, claims);
    return bus.listen(opened.view(), seen -> view = seen)
        .compose(ok -> bus.listen(opened.claim(), this::claimed))
        .compose(ok -> bus.listen(opened.planningState(), this::thought))
        .compose(ok -> bus.listen(opened.utilization(), meters::sampled))
        .compose(ok -> bus.listen(opened.metricsState(), this::usage))
        .compose(ok -> bus.listen(opened.executionState(), this::acting))
        .compose(ok -> next.start());
  }

  private void claimed(ClaimState told) {
    claim = told;
    claims.told(told.standing());
  }

  /** How the claim stands, as far as it is known. */
  Optional<ClaimState> claim() {
    return Optional.ofNullable(claim);
  }

  private void acting(ExecutionState told) {
    execution = told;
    metrics.execution(name, told);
  }

  private void thought(PlanningState told) {
    planning = told;
    meters.thought(told);
  }

  private void usage(MetricsState told) {
    usage = told;
    metrics.usage(name, told);
    world().ifPresent(world -> meters.showUsage(world, clock.now()));
  }

  /** How old a sample of what nodes use may become. */
  void usageMaxAge(Duration most) {
    meters.usageMaxAge(most);
  }

  /** A line of the cluster's journal. */
  JournalLine line(JournalEntry entry) {
    meters.told(entry, world());
    return JournalLine.of(name, entry);
  }

  /** Many changes in a row are counted once. */
  private void changed(Timers timers) {
    if (!countDue) {
      countDue = true;
      timers.after(BETWEEN_COUNTS, this::count);
    }
  }

  private void count() {
    countDue = false;
    world()
        .ifPresent(
            world -> {
              metrics.world(name, world);
              meters.look(world, owner(), clock.now());
            });
  }

  Optional<World> world() {
    return mirror == null ? Optional.empty() : mirror.world();
  }

  /** Where the cluster's rooms are heard; empty before they open. */
  Optional<Rooms> rooms() {
    return Optional.ofNullable(rooms);
  }

  /** Reviews of the newest plans that would change something, the newest first. */
  List<Judgement> judgements() {
    return List.copyOf(judgements);
  }

  Optional<PlanningState> planning() {
    return Optional.ofNullable(planning);
  }

  /** Seconds since the view was last proven; NaN before. */
  double viewAgeSeconds() {
    ViewState seen = view;
    return seen == null || seen.provenAt().equals(Instant.EPOCH)
        ? Double.NaN
        : Duration.between(seen.provenAt(), clock.now()).toMillis() / 1000.0;
  }

  /** Seconds since planning last looked; NaN before. */
  private double planningAgeSeconds() {
    PlanningState thought = planning;
    return thought == null
        ? Double.NaN
        : Duration.between(thought.at(), clock.now()).toMillis() / 1000.0;
  }

  boolean owner() {
    ClaimState told = claim;
    return told != null && told.claim() != null && clock.now().isBefore(told.claim().validUntil());
  }

  String holder() {
    return claim == null ? "" : claim.holder();
  }

  Readiness readiness(PolicyState policies) {
    List<String> reasons = new ArrayList<>();
    List<String> details = new ArrayList<>();
    ViewState seen = view;
    if (seen == null) {
      reasons.add(waiting.isEmpty() ? "connecting" : waiting);
      return new Readiness("cluster", name, false, reasons, details);
    }
    if (!seen.complete()) {
      reasons.add("VIEW_STALE: " + seen.detail());
    } else if (!(viewAgeSeconds() <= viewMaxAge.toSeconds())) {
      reasons.add(
          "VIEW_STALE: the API server has not answered a heartbeat since " + seen.provenAt());
    }
    String hindrance = claim == null ? "" : claim.standing().hindrance();
    if (!hindrance.isEmpty()) {
      reasons.add("NO_MAJORITY: " + hindrance);
    } else if (!owner() && holder().isEmpty()) {
      reasons.add("NOT_OWNER: the cluster's claim is held by nobody");
    } else if (!owner()) {
      details.add("standby; the claim is held by " + holder());
    }
    if (planningAgeSeconds() > LOOP_MAX_AGE.toSeconds()) {
      reasons.add(
          "LOOP_STUCK: planning has not looked for " + Math.round(planningAgeSeconds()) + " s");
    }
    if (policies.version().isEmpty()) {
      reasons.add("POLICY_CUT_OFF: no policies yet");
    }
    if (!policies.problems().isEmpty()) {
      details.add("degraded: the policy folder is refused, " + policies.problems().getFirst());
    }
    if (!policies.held().isEmpty()) {
      details.add("degraded: the policy folder is held, " + policies.held());
    }
    if (policies.pinned()) {
      details.add("policies " + policies.version() + " were chosen by hand, not the folder's");
    }
    MetricsState told = usage;
    if (told != null) {
      details.add(said(told));
    }
    if (!waiting.isEmpty()) {
      details.add(waiting);
    }
    if (execution != null && owner()) {
      details.addAll(hindered(execution));
    }
    return new Readiness("cluster", name, reasons.isEmpty(), reasons, details);
  }

  /** What execution lacks; nothing is waited for that another provider or group would need. */
  private List<String> hindered(ExecutionState told) {
    List<String> lacks = new ArrayList<>();
    for (ExecutionState.Listed list : told.lists()) {
      if (list.cameAt().plus(LISTS_MAX_AGE).isBefore(clock.now())) {
        lacks.add(
            "degraded: machines of provider "
                + list.provider()
                + " were not listed since "
                + list.cameAt()
                + (list.failure().isEmpty() ? "" : ", " + list.failure()));
      }
    }
    if (told.createsWaiting() >= told.mostCreatesWaiting()) {
      lacks.add("degraded: " + told.createsWaiting() + " purchases wait, and no more are taken");
    }
    return lacks;
  }

  private static String said(MetricsState usage) {
    if (!usage.working()) {
      return "degraded: no utilisation, " + usage.reason() + ": " + usage.detail();
    }
    return usage.detail().isEmpty()
        ? "utilisation from " + usage.source()
        : "degraded: utilisation only from " + usage.source() + ", " + usage.detail();
  }

  boolean loopAlive(Duration within) {
    PlanningState thought = planning;
    return thought == null || thought.at().isAfter(clock.now().minus(within));
  }

  /** The lines of a review; what is not carried out is told once, not at each look. */
  List<JournalLine> judged(Judgement judgement) {
    judgements.addFirst(judgement);
    if (judgements.size() > MOST_JUDGEMENTS) {
      judgements.removeLast();
    }
    List<JournalLine> lines = new ArrayList<>();
    Set<String> undone = undone(judgement);
    boolean news = !undone.equals(toldUndone);
    toldUndone = undone;
    boolean acts = !judgement.approved().actions().isEmpty();
    for (JournalLine line : JournalLine.of(name, judgement)) {
      boolean told = line.kind().equals("approved") || (acts && line.kind().equals("planned"));
      if (told || news) {
        lines.add(waited(line));
      }
    }
    return lines;
  }

  /** With how long the first of the pods that are bought for had waited. */
  private JournalLine waited(JournalLine line) {
    if (!line.reason().equals(Reason.PODS_UNSCHEDULABLE.name())) {
      return line;
    }
    return world().stream()
        .flatMap(now -> line.pods().stream().flatMap(pod -> now.pod(PodKey.parse(pod)).stream()))
        .map(pod -> pod.state().pendingSince())
        .filter(Objects::nonNull)
        .min(Instant::compareTo)
        .map(since -> Duration.between(since, line.at()))
        .filter(waited -> !waited.isNegative())
        .map(line::lasting)
        .orElse(line);
  }

  private static Set<String> undone(Judgement judgement) {
    Stream<String> refused =
        judgement.refused().stream()
            .map(verdict -> verdict.refused().action() + " " + verdict.reason());
    Stream<String> observed =
        judgement.observed().actions().stream().map(planned -> planned.action().toString());
    return Stream.concat(refused, observed).collect(Collectors.toSet());
  }
}
