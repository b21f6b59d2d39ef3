package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the policies that decide. A folder that has changed is compiled and its cases are run off
 * the event loop, then every cluster tells what it would decide differently, and only then does it
 * decide; until then, and for good when it is refused or held, the old ones do. One change is gone
 * through at a time.
 */
public final class PoliciesRoom {
  private static final Logger LOG = LoggerFactory.getLogger(PoliciesRoom.class);
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Compiling folder;
  private final Shelf shelf;
  private final PolicyGates gates;
  private final Trials trials;
  private final House house;
  private final FolderWatch watch;
  private @Nullable ActivePolicies active;
  private PolicyState state = PolicyState.NONE;
  private Future<?> last = Future.succeededFuture();

  /**
   * What the room needs of the house.
   *
   * @param served the rooms of the clusters that are served now, by name
   */
  public record House(
      Bus bus, Clock clock, Offload offload, Timers timers, Supplier<Map<String, Rooms>> served) {}

  /** How a version comes to be considered, and whether it was confirmed. */
  private record Taking(String how, String who, boolean confirmed) {
    static final Taking BY_EDIT = new Taking("folder", "", false);
  }

  public PoliciesRoom(Compiling folder, PolicyStore store, PolicyGates gates, House house) {
    this.folder = folder;
    this.shelf = new Shelf(store, folder, house.offload());
    this.gates = gates;
    this.trials = new Trials(house.bus(), house.served());
    this.house = house;
    this.watch =
        new FolderWatch(
            folder,
            house.offload(),
            house.timers(),
            () -> inTurn(() -> read().compose(read -> consider(read, Taking.BY_EDIT))));
  }

  /** Answers at once; the first version is compiled behind it. */
  public Future<Void> start() {
    return house
        .bus()
        .answer(ActivePolicies.CURRENT, request -> current())
        .compose(ok -> house.bus().answer(PolicyOrder.SEND, order -> inTurn(() -> obey(order))))
        .onSuccess(
            ok -> {
              Future<Candidate> read = read();
              inTurn(() -> read.compose(this::first));
              read.onComplete(any -> watch.start(read.succeeded() ? read.result().stamp() : ""));
            })
        .mapEmpty();
  }

  private Future<ActivePolicies> current() {
    return active == null
        ? Future.failedFuture("no policies are compiled yet")
        : Future.succeededFuture(active);
  }

  /** A folder that cannot be read is refused like one that does not compile. */
  private Future<PolicyReport> inTurn(Supplier<Future<PolicyReport>> change) {
    Future<PolicyReport> next =
        last.transform(before -> change.get())
            .recover(unreadable -> refused("", List.of("folder: " + unreadable.getMessage())));
    last = next;
    return next;
  }

  private Future<PolicyReport> obey(PolicyOrder order) {
    return switch (order) {
      case PolicyOrder.Apply(String who, boolean confirmed) ->
          shelf
              .unpin()
              .compose(ok -> read())
              .compose(read -> consider(read, new Taking("apply", who, confirmed)));
      case PolicyOrder.Compare compare -> read().compose(this::compare);
      case PolicyOrder.Rollback rollback ->
          rollBack(rollback).otherwise(missing -> undone(String.valueOf(missing.getMessage())));
      case PolicyOrder.History history ->
          shelf
              .history()
              .map(entries -> new PolicyReport(state, "", Map.of(), entries))
              .otherwise(unreadable -> undone("the history cannot be read: " + unreadable));
    };
  }

  private Future<Candidate> read() {
    return house.offload().run(folder::folder);
  }

  /** A version that was chosen by hand goes on if the folder is what it was then. */
  private Future<PolicyReport> first(Candidate read) {
    return shelf
        .pinned(read.version())
        .compose(
            pin ->
                pin.isPresent()
                    ? shelf.restored(pin.get().version())
                    : Future.failedFuture("nothing is chosen by hand"))
        .map(
            chosen -> {
              decide(chosen);
              return report(List.of(), read.version(), "", true, Map.of());
            })
        .recover(none -> consider(read, new Taking("start", "", false)));
  }

  private Future<PolicyReport> consider(Candidate read, Taking taking) {
    return switch (read.compiled()) {
      case Compiled.Refused refusal -> refused(read.version(), texts(refusal));
      case CompiledPolicies policies -> consider(read, policies, taking);
    };
  }

  private Future<PolicyReport> consider(Candidate read, CompiledPolicies policies, Taking taking) {
    boolean sameFolder = state.folder().equals(read.version());
    if (taking.equals(Taking.BY_EDIT) && state.pinned() && sameFolder) {
      return Future.succeededFuture(report(List.of(), read.version(), "", true, Map.of()));
    }
    if (active == null) {
      return adopt(read, policies, taking, Map.of());
    }
    if (active.version().equals(read.version())) {
      return Future.succeededFuture(report(List.of(), read.version(), "", false, Map.of()));
    }
    return trials
        .of(new ActivePolicies(read.version(), policies, policies))
        .compose(
            differences -> weigh(read, policies, taking, differences),
            unknown -> unweighed(read, policies, taking, unknown));
  }

  private Future<PolicyReport> weigh(
      Candidate read,
      CompiledPolicies policies,
      Taking taking,
      Map<String, DecisionDiff> differences) {
    List<String> cutOff =
        differences.values().stream()
            .flatMap(diff -> diff.cutOff().stream())
            .map(detail -> "on the live cluster: " + detail)
            .toList();
    if (!cutOff.isEmpty()) {
      return refused(read.version(), cutOff);
    }
    Optional<String> objection =
        taking.confirmed() ? Optional.empty() : gates.objection(differences);
    return objection.isPresent()
        ? Future.succeededFuture(held(read.version(), objection.get(), differences))
        : adopt(read, policies, taking, differences);
  }

  /** Whoever confirms takes it unseen; else it is tried again until the clusters can tell. */
  private Future<PolicyReport> unweighed(
      Candidate read, CompiledPolicies policies, Taking taking, Throwable unknown) {
    if (taking.confirmed()) {
      return adopt(read, policies, taking, Map.of());
    }
    house.timers().after(AGAIN, () -> again(read.version()));
    String why = "what it would change cannot be told: " + unknown.getMessage();
    return Future.succeededFuture(held(read.version(), why, Map.of()));
  }

  private void again(String version) {
    if (!state.held().isEmpty() && state.folder().equals(version)) {
      inTurn(() -> read().compose(read -> consider(read, Taking.BY_EDIT)));
    }
  }

  private Future<PolicyReport> adopt(
      Candidate read,
      CompiledPolicies policies,
      Taking taking,
      Map<String, DecisionDiff> differences) {
    String who = taking.who().isEmpty() ? read.editor() : taking.who();
    int count = differences.values().stream().mapToInt(diff -> diff.differences().size()).sum();
    PolicyReport.Entry entry =
        new PolicyReport.Entry(house.clock().now(), read.version(), taking.how(), who, count);
    return shelf
        .keep(read.files(), entry)
        .map(
            noted -> {
              decide(policies);
              differences.forEach(PoliciesRoom::tell);
              return report(List.of(), read.version(), "", false, differences);
            });
  }

  private void decide(CompiledPolicies policies) {
    ActivePolicies next = new ActivePolicies(policies.version(), policies, policies);
    active = next;
    house.bus().publish(ActivePolicies.CHANGED, next);
    LOG.atInfo()
        .addKeyValue("version", next.version())
        .addKeyValue("rules", policies.rules().size())
        .log("policies decide");
  }

  private static void tell(String cluster, DecisionDiff diff) {
    LOG.atInfo()
        .addKeyValue("cluster", cluster)
        .addKeyValue("differences", diff.lines())
        .log("decisions that the new policies change");
  }

  private Future<PolicyReport> compare(Candidate read) {
    return switch (read.compiled()) {
      case Compiled.Refused refusal ->
          Future.succeededFuture(undone(String.join("\n", texts(refusal))));
      case CompiledPolicies policies ->
          trials
              .of(new ActivePolicies(read.version(), policies, policies))
              .map(differences -> new PolicyReport(state, "", differences, List.of()))
              .otherwise(
                  unknown ->
                      undone("what it would change cannot be told: " + unknown.getMessage()));
    };
  }

  private Future<PolicyReport> rollBack(PolicyOrder.Rollback order) {
    PolicyStore.Pin pin =
        new PolicyStore.Pin(order.version(), state.folder(), house.clock().now(), order.who());
    PolicyReport.Entry entry =
        new PolicyReport.Entry(pin.at(), pin.version(), "rollback", pin.who(), 0);
    return shelf
        .restored(order.version())
        .compose(policies -> shelf.pin(pin, entry).map(policies))
        .map(
            policies -> {
              decide(policies);
              boolean pinned = !policies.version().equals(state.folder());
              return report(List.of(), state.folder(), "", pinned, Map.of());
            });
  }

  private static List<String> texts(Compiled.Refused refusal) {
    return refusal.problems().stream().map(Object::toString).toList();
  }

  /** At a start the version goes on that decided before. */
  private Future<PolicyReport> refused(String version, List<String> problems) {
    LOG.atWarn()
        .addKeyValue("version", version)
        .addKeyValue("problems", problems)
        .log("policy folder refused; the old policies go on");
    Future<?> former =
        active == null ? shelf.lastGood().onSuccess(this::decide) : Future.succeededFuture();
    return former.transform(
        any -> Future.succeededFuture(report(problems, version, "", state.pinned(), Map.of())));
  }

  private PolicyReport held(String version, String why, Map<String, DecisionDiff> differences) {
    LOG.atWarn()
        .addKeyValue("version", version)
        .addKeyValue("reason", why)
        .log("policy folder held; the old policies go on");
    return report(List.of(), version, why, state.pinned(), differences);
  }

  private PolicyReport undone(String why) {
    return new PolicyReport(state, why, Map.of(), List.of());
  }

  private PolicyReport report(
      List<String> problems,
      String version,
      String held,
      boolean pinned,
      Map<String, DecisionDiff> differences) {
    String decides = active == null ? "" : active.version();
    state = new PolicyState(house.clock().now(), decides, problems, version, held, pinned);
    house.bus().publish(PolicyState.CHANGED, state);
    String refusal = problems.isEmpty() ? held : String.join("\n", problems);
    return new PolicyReport(state, refusal, differences, List.of());
  }
}
