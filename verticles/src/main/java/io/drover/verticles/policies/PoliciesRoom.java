package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyOrder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.bus.PolicyStanding;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
  private final Fellows fellows;
  private final Deciding now;
  private Future<?> last = Future.succeededFuture();

  /**
   * What the room needs of the house.
   *
   * @param member names this member among those of the installation
   * @param own the rooms of the clusters that are served now and that no other member owns, by
   *     name: each is asked by its owner
   */
  public record House(
      String member,
      Bus bus,
      Clock clock,
      Offload offload,
      Timers timers,
      Supplier<Map<String, Rooms>> own) {}

  public PoliciesRoom(Compiling folder, PolicyStore store, PolicyGates gates, House house) {
    this.folder = folder;
    this.shelf = new Shelf(store, folder, house.offload());
    this.gates = gates;
    this.trials = new Trials(house.bus(), house.own());
    this.house = house;
    this.watch =
        new FolderWatch(
            folder,
            house.offload(),
            house.timers(),
            () -> inTurn(() -> read().compose(read -> consider(read, Taking.BY_EDIT))));
    this.now = new Deciding(house.bus(), house.clock(), house.member());
    this.fellows = new Fellows(house.bus(), house.offload(), house.timers(), new Here());
  }

  /** This member, as the others deal with it. */
  private final class Here implements Fellows.Here {
    @Override
    public PolicyStanding standing() {
      return now.standing();
    }

    @Override
    public Future<PolicyFolder> files(String version) {
      return shelf.files(version);
    }

    @Override
    public void confirmed(PolicyStanding theirs) {
      now.confirmed(theirs);
    }

    @Override
    public boolean waits(PolicyStanding theirs) {
      Deciding.Elsewhere waiting = now.waiting();
      return waiting != null && !theirs.prevailsOver(waiting.theirs());
    }

    @Override
    public Future<?> take(PolicyStanding theirs, PolicyFolder files) {
      String who = theirs.who() + " on " + theirs.member();
      return inTurn(
          () ->
              compiled(files)
                  .compose(read -> consider(read, new Taking("member", who, false, theirs))));
    }
  }

  private Future<Candidate> compiled(PolicyFolder files) {
    return house.offload().run(() -> new Candidate(files, folder.files(files), "", ""));
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
        .compose(ok -> fellows.start())
        .mapEmpty();
  }

  private Future<ActivePolicies> current() {
    ActivePolicies active = now.active();
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
    Deciding.Elsewhere waiting = now.waiting();
    return switch (order) {
      case PolicyOrder.Apply(String who, boolean confirmed) when confirmed && waiting != null ->
          confirm(waiting, who);
      case PolicyOrder.Apply(String who, boolean confirmed) ->
          shelf
              .unpin()
              .compose(ok -> read())
              .compose(read -> consider(read, new Taking("apply", who, confirmed)));
      case PolicyOrder.Reload reload -> read().compose(read -> consider(read, Taking.BY_EDIT));
      case PolicyOrder.Compare compare -> read().compose(this::compare);
      case PolicyOrder.Rollback rollback ->
          rollBack(rollback).otherwise(missing -> now.undone(String.valueOf(missing.getMessage())));
      case PolicyOrder.History history ->
          shelf
              .history()
              .map(entries -> new PolicyReport(now.state(), "", Map.of(), entries))
              .otherwise(unreadable -> now.undone("the history cannot be read: " + unreadable));
    };
  }

  private Future<PolicyReport> confirm(Deciding.Elsewhere chosen, String who) {
    return compiled(chosen.files())
        .compose(read -> consider(read, new Taking("apply", who, true, chosen.theirs())));
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
                    ? goOn(pin.get(), read)
                    : Future.failedFuture("nothing is chosen by hand"))
        .recover(none -> consider(read, Taking.AT_START));
  }

  private Future<PolicyReport> goOn(PolicyStore.Pin pin, Candidate read) {
    return shelf
        .restored(pin.version())
        .map(
            chosen -> {
              decide(chosen, pin.at(), pin.who());
              return now.report(List.of(), read.version(), "", true, Map.of());
            });
  }

  private Future<PolicyReport> consider(Candidate read, Taking taking) {
    return switch (read.compiled()) {
      case Compiled.Refused refusal when taking.theirs() != null ->
          Future.succeededFuture(
              now.stop(new Deciding.Elsewhere(taking.theirs(), read.files()), texts(refusal)));
      case Compiled.Refused refusal -> refused(read.version(), texts(refusal));
      case CompiledPolicies policies -> consider(read, policies, taking);
    };
  }

  private Future<PolicyReport> consider(Candidate read, CompiledPolicies policies, Taking taking) {
    boolean sameFolder = now.state().folder().equals(read.version());
    if (taking.equals(Taking.BY_EDIT) && now.state().pinned() && sameFolder) {
      return Future.succeededFuture(now.report(List.of(), read.version(), "", true, Map.of()));
    }
    if (now.nothing()) {
      return adopt(read, policies, taking, Map.of());
    }
    if (now.state().version().equals(read.version())) {
      return Future.succeededFuture(now.report(List.of(), read.version(), "", false, Map.of()));
    }
    return trials
        .of(ActivePolicies.of(policies))
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
    if (!cutOff.isEmpty() && taking.theirs() == null) {
      return refused(read.version(), cutOff);
    }
    Optional<String> objection =
        taking.confirmed()
            ? Optional.empty()
            : cutOff.stream().findFirst().or(() -> gates.objection(differences));
    if (objection.isPresent() && taking.theirs() != null) {
      now.wait(new Deciding.Elsewhere(taking.theirs(), read.files()));
    }
    return objection.isPresent()
        ? Future.succeededFuture(now.held(read, taking, objection.get(), differences))
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
    return Future.succeededFuture(now.held(read, taking, why, Map.of()));
  }

  private void again(String version) {
    if (!now.state().held().isEmpty() && now.state().folder().equals(version)) {
      inTurn(() -> read().compose(read -> consider(read, Taking.BY_EDIT)));
    }
  }

  private Future<PolicyReport> adopt(
      Candidate read,
      CompiledPolicies policies,
      Taking taking,
      Map<String, DecisionDiff> differences) {
    String who = taking.who().isEmpty() ? read.editor() : taking.who();
    Instant today = house.clock().now();
    PolicyStanding theirs = taking.theirs();
    String folderNow = theirs == null ? read.version() : now.state().folder();
    boolean pinned = !folderNow.equals(read.version());
    Instant at = theirs == null ? today : theirs.since();
    int count = differences.values().stream().mapToInt(diff -> diff.differences().size()).sum();
    PolicyReport.Entry entry = new PolicyReport.Entry(at, read.version(), taking.how(), who, count);
    Optional<PolicyStore.Pin> pin =
        pinned
            ? Optional.of(new PolicyStore.Pin(read.version(), folderNow, at, who))
            : Optional.empty();
    Future<Instant> since =
        taking.equals(Taking.AT_START)
            ? shelf.since(read.version(), today)
            : Future.succeededFuture(at);
    return since.compose(
        chosen ->
            shelf
                .keep(read.files(), entry, pin)
                .map(
                    noted -> {
                      decide(policies, chosen, who);
                      differences.forEach(PoliciesRoom::tell);
                      return now.report(List.of(), folderNow, "", pinned, differences);
                    }));
  }

  private void decide(CompiledPolicies policies, Instant since, String who) {
    now.decide(policies, since, who);
    fellows.tell();
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
          Future.succeededFuture(now.undone(String.join("\n", texts(refusal))));
      case CompiledPolicies policies ->
          trials
              .of(ActivePolicies.of(policies))
              .map(differences -> new PolicyReport(now.state(), "", differences, List.of()))
              .otherwise(
                  unknown ->
                      now.undone("what it would change cannot be told: " + unknown.getMessage()));
    };
  }

  private Future<PolicyReport> rollBack(PolicyOrder.Rollback order) {
    PolicyStore.Pin pin =
        new PolicyStore.Pin(
            order.version(), now.state().folder(), house.clock().now(), order.who());
    PolicyReport.Entry entry =
        new PolicyReport.Entry(pin.at(), pin.version(), "rollback", pin.who(), 0);
    return shelf
        .restored(order.version())
        .compose(policies -> shelf.pin(pin, entry).map(policies))
        .map(
            policies -> {
              decide(policies, pin.at(), pin.who());
              boolean pinned = !policies.version().equals(now.state().folder());
              return now.report(List.of(), now.state().folder(), "", pinned, Map.of());
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
        now.active() == null ? shelf.lastGood().compose(this::goOn) : Future.succeededFuture();
    return former.transform(
        any ->
            Future.succeededFuture(
                now.report(problems, version, "", now.state().pinned(), Map.of())));
  }

  private Future<Boolean> goOn(CompiledPolicies former) {
    return shelf
        .since(former.version(), house.clock().now())
        .map(
            since -> {
              decide(former, since, "");
              return true;
            });
  }
}
