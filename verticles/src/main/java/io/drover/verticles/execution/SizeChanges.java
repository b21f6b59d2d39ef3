package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Dealings;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.SizeChange;
import io.drover.rules.facts.NodeGroupFact.Standing;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.execution.Deeds.Result;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a group's target size, one at a time for each group. A change is recorded as absolute
 * sizes before the provider is called; the size is read first, each time, and the call is made only
 * while it is what the change starts from. What came of it is written on the record; until then the
 * change is open, and whoever comes after a crash takes it up instead of adding another.
 */
final class SizeChanges {
  private final ExecutionHouse house;
  private final Ledger ledger;
  private final Sightings sightings;
  private final Records records;
  private final Supplier<Optional<World>> world;

  SizeChanges(
      ExecutionHouse house,
      Ledger ledger,
      Sightings sightings,
      Records records,
      Supplier<Optional<World>> world) {
    this.house = house;
    this.ledger = ledger;
    this.sightings = sightings;
    this.records = records;
    this.world = world;
  }

  /** A node of a sized group, and what is needed to act for it. */
  record Case(Life life, NodeGroupFact group, NodeProvider provider, Token token) {
    String intent() {
      return life.record.identity().uid();
    }

    Progress progress() {
      return life.record.progress();
    }
  }

  /** What a call was answered with. */
  interface Answered extends Function<ProviderAnswer, Future<Result>> {}

  /** The group's change that is not known to be over. */
  static Optional<SizeChange> open(NodeGroupFact group, World world, Instant now) {
    SizeChange change = group.history().standing().sizeChange();
    return Optional.ofNullable(change).filter(recorded -> open(recorded, world, now));
  }

  private static boolean open(SizeChange change, World world, Instant now) {
    Optional<ManagedNodeFact> owner =
        world.managedNodes().stream()
            .filter(record -> record.identity().uid().equals(change.intent()))
            .findFirst();
    if (owner.isEmpty()) {
      // A list of records may be older than the change; for good it is gone only after a while.
      return now.isBefore(change.since().plus(Ledger.MAY_STILL_ARRIVE));
    }
    Sized sized = owner.get().progress().dealings().sized();
    return change.grows() ? sized == null : sized != Sized.LOWERED;
  }

  /** Whether the open change is this record's. */
  static boolean openFor(ManagedNodeFact record, NodeGroupFact group, World world, Instant now) {
    return open(group, world, now)
        .filter(change -> change.intent().equals(record.identity().uid()))
        .isPresent();
  }

  /**
   * Raises the size by one for the intent.
   *
   * @param call makes the machine by this change
   */
  Future<Result> raise(
      Case it, Function<SizeChange, Future<ProviderAnswer>> call, Answered refused) {
    if (it.progress().dealings().sized() == Sized.RAISED) {
      return Future.succeededFuture(Result.DONE);
    }
    Optional<SizeChange> open = open(it);
    if (open.isEmpty()) {
      boolean turn = world.get().filter(w -> Allotment.mayRaise(it.life().record, w)).isPresent();
      return turn ? record(it, 1, null) : waiting();
    }
    SizeChange change = open.get();
    if (!change.intent().equals(it.intent())) {
      return waiting();
    }
    return size(
        it,
        size -> {
          if (size < change.from()) {
            return record(it, 1, null);
          }
          return size > change.from()
              ? became(it, Sized.RAISED)
              : call.apply(change).compose(answer -> raised(it, answer, refused));
        });
  }

  private Future<Result> raised(Case it, ProviderAnswer answer, Answered refused) {
    if (!(answer instanceof ProviderAnswer.Failed(ProviderFailure failure))) {
      sightings.soon(it.group().spec().provider());
      return became(it, Sized.RAISED);
    }
    // What was refused for good has not happened: others need not wait for it.
    return forGood(failure)
        ? forget(it).transform(any -> refused.apply(answer))
        : refused.apply(answer);
  }

  private static boolean forGood(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.NoCapacity any -> true;
      case ProviderFailure.Denied any -> true;
      case ProviderFailure.NotFound any -> true;
      case ProviderFailure.RateLimited any -> false;
      case ProviderFailure.Unreachable any -> false;
      case ProviderFailure.Superseded any -> false;
    };
  }

  /** Lowers the size by one, and has the record's machine go with it. */
  Future<Result> lower(Case it, String machine, Answered failed) {
    Optional<SizeChange> open = open(it);
    if (open.isPresent() && !open.get().intent().equals(it.intent())) {
      return waiting();
    }
    if (open.isEmpty() || open.get().grows()) {
      return record(it, -1, machine);
    }
    SizeChange change = open.get();
    if (!machine.equals(change.victim())) {
      return write(it, new SizeChange(change.from(), change.to(), it.intent(), machine, now()));
    }
    return size(
        it,
        size -> {
          if (size > change.from()) {
            return record(it, -1, machine);
          }
          return size == change.from()
              ? shrink(it, delete(it, machine, change), failed)
              : lowered(it, machine, change);
        });
  }

  /**
   * The size is below. By our own call, then the machine goes too; or somebody else took another
   * one away, then ours still stands in a list that has settled.
   */
  private Future<Result> lowered(Case it, String machine, SizeChange change) {
    if (!sightings.lives(it.group().spec().provider(), machine)) {
      return became(it, Sized.LOWERED);
    }
    return sightings.settled(it.group().spec().provider(), change.since())
        ? record(it, -1, machine)
        : later();
  }

  /** Gives the place of a machine that never came back. */
  Future<Result> putBack(Case it, Answered failed) {
    Optional<SizeChange> open = open(it);
    if (open.isPresent() && !open.get().intent().equals(it.intent())) {
      return waiting();
    }
    if (open.isEmpty()) {
      return it.progress().dealings().sized() == Sized.RAISED ? record(it, -1, null) : again();
    }
    SizeChange change = open.get();
    return size(
        it,
        size -> {
          if (change.grows()) {
            return size > change.from() ? became(it, Sized.RAISED) : forget(it);
          }
          if (size > change.from()) {
            return record(it, -1, null);
          }
          return size < change.from()
              ? became(it, Sized.LOWERED)
              : shrink(it, putBack(it, change), failed);
        });
  }

  private static ProviderCommand delete(Case it, String machine, SizeChange change) {
    return new ProviderCommand.Delete(
        it.life().owner(), machine, it.group().spec().settings(), sizes(change), it.token());
  }

  private static ProviderCommand putBack(Case it, SizeChange change) {
    return new ProviderCommand.PutBack(
        it.life().owner(), it.group().spec().settings(), sizes(change), it.token());
  }

  static ProviderCommand.SizeChange sizes(SizeChange change) {
    return new ProviderCommand.SizeChange(change.from(), change.to());
  }

  private Future<Result> shrink(Case it, ProviderCommand command, Answered failed) {
    return it.provider()
        .perform(command)
        .compose(
            answer -> {
              sightings.soon(it.group().spec().provider());
              if (!(answer instanceof ProviderAnswer.Failed(ProviderFailure failure))) {
                return became(it, Sized.LOWERED);
              }
              return forGood(failure)
                  ? forget(it).transform(any -> failed.apply(answer))
                  : failed.apply(answer);
            });
  }

  private Future<Result> size(Case it, Function<Integer, Future<Result>> next) {
    NodeGroupFact group = it.group();
    return it.provider()
        .perform(new ProviderCommand.TargetSize(group.name().value(), group.spec().settings()))
        .compose(
            answer ->
                answer instanceof ProviderAnswer.Sized(int size)
                    ? next.apply(size)
                    : unread(it, answer));
  }

  private Future<Result> unread(Case it, ProviderAnswer answer) {
    house.tell(it.life(), "provider-failure", "PROVIDER_UNREACHABLE", "no size: " + answer);
    return later();
  }

  private Future<Result> record(Case it, int by, @Nullable String victim) {
    return size(it, size -> write(it, new SizeChange(size, size + by, it.intent(), victim, now())));
  }

  private Future<Result> write(Case it, SizeChange change) {
    return standing(it, change);
  }

  private Future<Result> forget(Case it) {
    return standing(it, null);
  }

  /** Written only while no other intent's change is open. */
  private Future<Result> standing(Case it, @Nullable SizeChange change) {
    return ledger
        .standing(
            it.group().name(),
            (group, now) -> {
              boolean others =
                  open(group, now, now()).filter(o -> !o.intent().equals(it.intent())).isPresent();
              Standing was = group.history().standing();
              return others
                  ? Optional.empty()
                  : Optional.of(
                      new Standing(
                          change,
                          strangers(group, change, now),
                          was.frozen(),
                          was.joins(),
                          was.useless()));
            },
            it.token())
        .onSuccess(written -> told(it, change, written))
        .map(written -> written ? Result.AGAIN : Result.WAIT)
        .otherwise(Result.LATER);
  }

  private void told(Case it, @Nullable SizeChange change, boolean written) {
    if (written && change != null) {
      String text = change.from() + " -> " + change.to();
      house.tell(it.life(), "size-change", "", text);
    }
  }

  /** Who is there unheld before any of ours is to come is nobody's, and stays so. */
  private List<String> strangers(NodeGroupFact group, @Nullable SizeChange change, World world) {
    boolean grows = change != null && change.grows();
    return grows && !Allotment.awaits(group, world)
        ? sightings.unheld(group.name(), group.spec().provider(), world)
        : group.history().standing().strangers();
  }

  private Future<Result> became(Case it, Sized sized) {
    Progress progress = it.progress();
    Dealings dealings = new Dealings(sized, progress.dealings().surplus());
    return records.write(it.life(), progress.dealing(dealings), it.token());
  }

  private Optional<SizeChange> open(Case it) {
    return world
        .get()
        .flatMap(now -> now.group(it.group().name()).flatMap(group -> open(group, now, now())));
  }

  private Instant now() {
    return house.time().clock().now();
  }

  private static Future<Result> waiting() {
    return Future.succeededFuture(Result.WAIT);
  }

  private static Future<Result> later() {
    return Future.succeededFuture(Result.LATER);
  }

  private static Future<Result> again() {
    return Future.succeededFuture(Result.AGAIN);
  }
}
