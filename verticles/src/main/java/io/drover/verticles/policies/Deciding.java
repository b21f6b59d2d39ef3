package io.drover.verticles.policies;

import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyStanding;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which policies decide on this member, and what is told of it. */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  private final Bus bus;
  private final Clock clock;
  private @Nullable ActivePolicies active;
  private PolicyState state = PolicyState.NONE;
  private PolicyStanding standing;
  private @Nullable Elsewhere waiting;

  /** What was chosen on another member and does not decide here. */
  record Elsewhere(PolicyStanding theirs, PolicyFolder files) {}

  Deciding(Bus bus, Clock clock, String member) {
    this.bus = bus;
    this.clock = clock;
    this.standing = new PolicyStanding(member, "", Instant.EPOCH, "");
  }

  /** Null until something has decided. */
  @Nullable ActivePolicies active() {
    return active;
  }

  /** Whether nothing decides, or only that nothing may. */
  boolean nothing() {
    return active == null || active.version().isEmpty();
  }

  PolicyState state() {
    return state;
  }

  PolicyStanding standing() {
    return standing;
  }

  @Nullable Elsewhere waiting() {
    return waiting;
  }

  void confirmed(PolicyStanding theirs) {
    standing = standing(theirs.version(), theirs.since(), theirs.who());
  }

  void wait(Elsewhere chosen) {
    waiting = chosen;
  }

  private PolicyStanding standing(String version, Instant since, String who) {
    return new PolicyStanding(standing.member(), version, since, who);
  }

  /**
   * Has them decide.
   *
   * @param since when they were chosen
   */
  void decide(CompiledPolicies policies, Instant since, String who) {
    standing = standing(policies.version(), since, who);
    waiting = null;
    ActivePolicies next = ActivePolicies.of(policies);
    active = next;
    bus.publish(ActivePolicies.CHANGED, next);
    LOG.atInfo()
        .addKeyValue("version", next.version())
        .addKeyValue("rules", policies.rules().size())
        .log("policies decide");
  }

  /** What decides elsewhere and cannot decide here leaves nothing that may. */
  PolicyReport stop(Elsewhere chosen, List<String> problems) {
    PolicyStanding theirs = chosen.theirs();
    String why =
        "version "
            + theirs.version()
            + ", which decides on "
            + theirs.member()
            + ", is refused here";
    LOG.atWarn()
        .addKeyValue("version", theirs.version())
        .addKeyValue("member", theirs.member())
        .addKeyValue("problems", problems)
        .log("policies of another member refused; this member decides nothing");
    waiting = chosen;
    ActivePolicies none = ActivePolicies.none(why);
    active = none;
    bus.publish(ActivePolicies.CHANGED, none);
    List<String> told = new ArrayList<>(List.of(why));
    told.addAll(problems);
    return report(told, state.folder(), "", false, Map.of());
  }

  PolicyReport held(
      Candidate read, Taking taking, String why, Map<String, DecisionDiff> differences) {
    LOG.atWarn()
        .addKeyValue("version", read.version())
        .addKeyValue("reason", why)
        .log("policies held; the old ones go on");
    PolicyStanding theirs = taking.theirs();
    return theirs == null
        ? report(List.of(), read.version(), why, state.pinned(), differences)
        : report(
            state.problems(),
            state.folder(),
            "version " + theirs.version() + " of " + theirs.member() + ": " + why,
            state.pinned(),
            differences);
  }

  PolicyReport undone(String why) {
    return new PolicyReport(state, why, Map.of(), List.of());
  }

  PolicyReport report(
      List<String> problems,
      String folder,
      String held,
      boolean pinned,
      Map<String, DecisionDiff> differences) {
    String decides = active == null ? "" : active.version();
    state = new PolicyState(clock.now(), decides, problems, folder, held, pinned);
    bus.publish(PolicyState.CHANGED, state);
    String refusal = problems.isEmpty() ? held : String.join("\n", problems);
    return new PolicyReport(state, refusal, differences, List.of());
  }
}
