package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Backoff;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.Lane;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.execution.Allotment.Choice;
import io.drover.verticles.execution.Deeds.Result;
import io.drover.verticles.execution.SizeChanges.Case;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls to the providers, as each differs: create with the intent as key or by name, by a
 * recorded change of a size, or by switching on what is reserved; delete until gone.
 */
final class Machines {
  static final int MOST_WAITING = 10_000;

  private static final String VICTIM_NOT_CHOSEN = "VICTIM_NOT_CHOSEN";

  private final ExecutionHouse house;
  private final Supplier<Optional<World>> world;
  private final Ledger ledger;
  private final Backoffs backoffs;
  private final AccountsWord accounts;
  private final Sightings sightings;
  private final Records records;
  private final Allotment allotment;
  private final SizeChanges sizes;
  private final Lane creates;
  private final Duration recheck;

  /** What is written and seen beside the provider. */
  record Books(
      Supplier<Optional<World>> world,
      Ledger ledger,
      Backoffs backoffs,
      AccountsWord accounts,
      Sightings sightings,
      Records records,
      Allotment allotment) {}

  Machines(ExecutionHouse house, ExecutionSettings settings, Books books) {
    this.house = house;
    this.world = books.world();
    this.ledger = books.ledger();
    this.backoffs = books.backoffs();
    this.accounts = books.accounts();
    this.sightings = books.sightings();
    this.records = books.records();
    this.allotment = books.allotment();
    this.sizes = new SizeChanges(house, ledger, sightings, records, world);
    this.recheck = settings.recheck();
    this.creates = new Lane(settings.createsAtOnce(), MOST_WAITING);
  }

  /** Calls for machines that wait for their turn. */
  int createsWaiting() {
    return creates.waiting();
  }

  /** A node's group and its provider, once it may be acted for there. */
  private Optional<Case> ready(Life life, NodeGroupFact group, Token token) {
    ProviderName name = group.spec().provider();
    Optional<NodeProvider> provider = house.providers().apply(name);
    if (provider.isEmpty()) {
      failed(life, group, "PROVIDER_UNREACHABLE", "no such provider is configured", token);
      return Optional.empty();
    }
    // Before the first list nobody knows whether the records are those of the machines.
    if (!provider.get().capabilities().known() || sightings.listing(name).isEmpty()) {
      sightings
          .failure(name)
          .filter(why -> accounts.failing(name).isEmpty())
          .ifPresentOrElse(
              why ->
                  failed(life, group, "PROVIDER_UNREACHABLE", "no list of machines: " + why, token),
              () -> sightings.soon(name));
      return Optional.empty();
    }
    NodeProvider claimed = new UnderClaim(provider.get(), house.ownership());
    return Optional.of(new Case(life, group, claimed, token));
  }

  Future<Result> create(Life life, NodeGroupFact group, Token token) {
    Optional<Case> ready = ready(life, group, token);
    if (ready.isEmpty()) {
      return untilListed();
    }
    Case it = ready.get();
    return switch (it.provider().capabilities().creation()) {
      case KEYED, FIND_BY_NAME ->
          ask(it, command(it, null, null)).compose(answer -> created(it, answer));
      case SWITCH -> switchOn(it);
      case TARGET_SIZE ->
          sizes.raise(
              it,
              change -> ask(it, command(it, SizeChanges.sizes(change), null)),
              answer -> created(it, answer));
    };
  }

  /** First the machine is reserved on the record, and only then switched on. */
  private Future<Result> switchOn(Case it) {
    String reserved = it.progress().providerId();
    if (reserved != null) {
      return ask(it, command(it, null, reserved)).compose(answer -> created(it, answer));
    }
    Choice choice =
        world
            .get()
            .map(now -> allotment.reservation(it.life().record, it.group(), now, it.token()))
            .orElseGet(Choice.Wait::new);
    return switch (choice) {
      case Choice.Machine(String id) ->
          records.write(it.life(), it.progress().onMachine(id), it.token());
      case Choice.Wait() -> Future.succeededFuture(Result.WAIT);
      case Choice.AllTaken() ->
          notCreated(it, new ProviderFailure.NoCapacity("every machine of the kind is taken"));
    };
  }

  private static ProviderCommand.Create command(
      Case it, ProviderCommand.@Nullable SizeChange size, @Nullable String machine) {
    return new ProviderCommand.Create(
        it.life().owner(),
        it.life().name(),
        it.life().record.purchase().offering(),
        template(it.life(), it.group()),
        size,
        machine,
        it.token());
  }

  private Future<ProviderAnswer> ask(Case it, ProviderCommand.Create create) {
    return creates
        .run(() -> call(it.life(), it.provider(), create), Machines::tooMany)
        .otherwise(broken -> new ProviderAnswer.Failed(broken(broken)));
  }

  private Future<ProviderAnswer> call(
      Life life, NodeProvider provider, ProviderCommand.Create create) {
    life.lastCreate = steady();
    house.tell(life, "called", "", "create " + create.offering());
    return provider.perform(create);
  }

  private static ProviderAnswer tooMany() {
    return new ProviderAnswer.Failed(
        new ProviderFailure.RateLimited("too many creates wait", Duration.ofSeconds(5)));
  }

  private static ProviderFailure broken(Throwable failure) {
    return new ProviderFailure.Unreachable(String.valueOf(failure.getMessage()), true);
  }

  private static ProviderCommand.Template template(Life life, NodeGroupFact group) {
    List<Taint> taints = new ArrayList<>(group.spec().template().taints());
    taints.addAll(group.spec().template().startupTaints());
    return new ProviderCommand.Template(
        Deeds.labels(life.record, group), taints, group.spec().settings());
  }

  private Future<Result> created(Case it, ProviderAnswer answer) {
    NodeGroupFact group = it.group();
    if (answer instanceof ProviderAnswer.Failed(ProviderFailure failure)) {
      return notCreated(it, failure);
    }
    accepted(it);
    it.life().failures = 0;
    if (answer instanceof ProviderAnswer.Created(var instance)) {
      it.life().createdId = instance.providerId();
      return Future.succeededFuture(Result.AGAIN);
    }
    sightings.soon(group.spec().provider());
    return Future.succeededFuture(Result.DONE);
  }

  private void accepted(Case it) {
    NodeGroupFact group = it.group();
    if (ledger.provider(group.name(), true, "ANSWERS", "the last purchase was accepted")) {
      house.tellGroup(
          group, ClusterCommand.Severity.NORMAL, "ANSWERS", "purchases work again", it.token());
    }
    backoffs.succeeded(group.name(), it.life().record.purchase().offering(), it.token());
  }

  private Future<Result> notCreated(Case it, ProviderFailure failure) {
    String detail = failure.detail();
    Life life = it.life();
    return switch (failure) {
      case ProviderFailure.NoCapacity none -> refused(it, "NO_CAPACITY", detail);
      case ProviderFailure.Denied(String text, boolean whatever) when whatever ->
          refused(it, Backoff.EVERY_OFFERING, AccountsWord.DENIED, text);
      case ProviderFailure.Denied denied -> refused(it, AccountsWord.DENIED, detail);
      case ProviderFailure.NotFound none -> refused(it, AccountsWord.DENIED, detail);
      case ProviderFailure.RateLimited(String text, Duration retryAfter) -> {
        failed(life, it.group(), "RATE_LIMITED", text, it.token());
        notBefore(life, retryAfter);
        yield later();
      }
      case ProviderFailure.Unreachable(String text, boolean mayHaveHappened) -> {
        failed(life, it.group(), "PROVIDER_UNREACHABLE", text, it.token());
        yield later();
      }
      // Whoever owns the cluster next makes it.
      case ProviderFailure.Superseded notSent -> later();
    };
  }

  private static Future<Result> later() {
    return Future.succeededFuture(Result.LATER);
  }

  /** Every list that comes, and every one that does not, has all lives looked at again. */
  private static Future<Result> untilListed() {
    return Future.succeededFuture(Result.WAIT);
  }

  /** Spread, so that all who were refused together do not come back together. */
  private void notBefore(Life life, Duration retryAfter) {
    double spread = 1 + 0.2 * house.time().chance().next();
    life.retryAt = steady().plusMillis(Math.round(retryAfter.toMillis() * spread));
  }

  /**
   * For good: the offering is left out for a while, and once that is recorded this intent is
   * withdrawn. Withdrawn before, it would be bought again at once from the same offering.
   */
  private Future<Result> refused(Case it, String reason, String detail) {
    return refused(it, it.life().record.purchase().offering().toString(), reason, detail);
  }

  private Future<Result> refused(Case it, String what, String reason, String detail) {
    Life life = it.life();
    failed(life, it.group(), reason, detail, it.token());
    return backoffs
        .failed(it.group().name(), what, reason, it.token())
        .map(
            recorded -> {
              life.withdrawal = reason;
              return Result.AGAIN;
            })
        .otherwise(Result.LATER);
  }

  private void failed(Life life, NodeGroupFact group, String reason, String detail, Token token) {
    String text =
        "provider "
            + group.spec().provider()
            + ", "
            + life.record.purchase().offering()
            + ": "
            + detail;
    house.tell(life, "provider-failure", reason, text);
    if (ledger.provider(group.name(), false, reason, text)) {
      house.tellGroup(group, ClusterCommand.Severity.WARNING, reason, text, token);
    }
  }

  Future<Result> delete(Life life, NodeGroupFact group, String machine, Token token) {
    Optional<Case> ready = ready(life, group, token);
    if (ready.isEmpty()) {
      return untilListed();
    }
    Case it = ready.get();
    return it.provider().capabilities().creation() == Capabilities.Creation.TARGET_SIZE
        ? deleteFromSized(it, machine)
        : deleteByName(it, machine).map(answer -> deleted(it, machine, answer));
  }

  private Future<Result> deleteFromSized(Case it, String machine) {
    if (!it.provider().capabilities().victimChosen()) {
      // Another machine might die in its place. Should this one vanish by itself, a list will say.
      house.tell(it.life(), "refused", VICTIM_NOT_CHOSEN, "the provider chooses which one dies");
      it.life().deleteAnswered = true;
      return Future.succeededFuture(Result.DONE);
    }
    if (it.progress().dealings().sized() == Sized.LOWERED) {
      it.life().deleteAnswered = true;
      return Future.succeededFuture(Result.DONE);
    }
    house.tell(it.life(), "called", "", "delete " + machine);
    return sizes.lower(it, machine, answer -> Future.succeededFuture(deleted(it, machine, answer)));
  }

  private Future<ProviderAnswer> deleteByName(Case it, String machine) {
    house.tell(it.life(), "called", "", "delete " + machine);
    return it.provider()
        .perform(
            new ProviderCommand.Delete(
                it.life().owner(), machine, it.group().spec().settings(), null, it.token()));
  }

  /** Gives the place of a machine that never came back; nothing to do where no size was raised. */
  Future<Result> putSizeBack(Life life, NodeGroupFact group, Token token) {
    return ready(life, group, token)
        .map(
            it ->
                sizes.putBack(
                    it, answer -> Future.succeededFuture(deleted(it, "no machine", answer))))
        .orElseGet(Machines::untilListed);
  }

  /**
   * Deletes a second machine of the intent by its id; the list says when it is gone. One that has
   * joined is not: it gets a record of its own, and is drained by that ({@link Foundlings}).
   */
  Future<Result> deleteSurplus(Life life, NodeGroupFact group, String machine, Token token) {
    Optional<Case> ready = ready(life, group, token);
    if (ready.isEmpty()) {
      return untilListed();
    }
    if (world.get().filter(now -> joined(machine, now)).isPresent()) {
      return Future.succeededFuture(Result.DONE);
    }
    Instant asked = life.surplusAsked.getOrDefault(machine, Instant.MIN);
    if (steady().isBefore(asked.plus(recheck))) {
      return Future.succeededFuture(Result.DONE);
    }
    life.surplusAsked.put(machine, steady());
    house.tell(life, "surplus", "SECOND_MACHINE_OF_INTENT", "deleting " + machine);
    return deleteByName(ready.get(), machine)
        .map(
            answer -> {
              sightings.soon(group.spec().provider());
              return answer instanceof ProviderAnswer.Failed ? Result.LATER : Result.DONE;
            });
  }

  private static boolean joined(String machine, World now) {
    return now.nodeOn(machine).isPresent() || Held.own(now).contains(machine);
  }

  private Result deleted(Case it, String machine, ProviderAnswer answer) {
    Life life = it.life();
    if (answer instanceof ProviderAnswer.Failed(ProviderFailure failure)
        && !(failure instanceof ProviderFailure.NotFound)) {
      String text = "delete " + machine + ": " + failure.detail();
      house.tell(life, "provider-failure", reason(failure), text);
      if (failure instanceof ProviderFailure.RateLimited limited) {
        notBefore(life, limited.retryAfter());
      }
      return Result.LATER;
    }
    life.deleteAnswered = true;
    sightings.soon(it.group().spec().provider());
    return Result.DONE;
  }

  private static String reason(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.NotFound any -> "NOT_FOUND";
      case ProviderFailure.NoCapacity any -> "NO_CAPACITY";
      case ProviderFailure.RateLimited any -> "RATE_LIMITED";
      case ProviderFailure.Denied any -> "PROVIDER_DENIED";
      case ProviderFailure.Unreachable any -> "PROVIDER_UNREACHABLE";
      case ProviderFailure.Superseded any -> "CLAIM_LOST";
    };
  }

  private Instant steady() {
    return house.time().clock().steady();
  }
}
