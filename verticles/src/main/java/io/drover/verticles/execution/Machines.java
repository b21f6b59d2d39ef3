package io.drover.verticles.execution;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.Lane;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.execution.Deeds.Result;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The calls to the providers: create with the intent as key, delete until gone. */
final class Machines {
  private static final int MOST_WAITING = 10_000;

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final Ledger ledger;
  private final Sightings sightings;
  private final Lane creates;

  Machines(ExecutionHouse house, ExecutionSettings settings, Ledger ledger, Sightings sightings) {
    this.house = house;
    this.settings = settings;
    this.ledger = ledger;
    this.sightings = sightings;
    this.creates = new Lane(settings.createsAtOnce(), MOST_WAITING);
  }

  Future<Result> create(Life life, NodeGroupFact group, Token token) {
    Optional<NodeProvider> provider = house.providers().apply(group.spec().provider());
    if (provider.isEmpty()) {
      failed(life, group, "PROVIDER_UNREACHABLE", "no such provider is configured", token);
      return later();
    }
    ProviderCommand.Create create =
        new ProviderCommand.Create(
            owner(life, group),
            life.name(),
            life.record.purchase().offering(),
            template(life, group),
            null,
            null,
            token);
    return creates
        .run(() -> call(life, provider.get(), create), Machines::tooMany)
        .transform(
            answered ->
                answered.succeeded()
                    ? created(life, group, answered.result(), token)
                    : notCreated(life, group, broken(answered.cause()), token));
  }

  /** The claim may have been lost while the call waited for its slot. */
  private Future<ProviderAnswer> call(
      Life life, NodeProvider provider, ProviderCommand.Create create) {
    if (house.ownership().current().filter(c -> c.token().equals(create.token())).isEmpty()) {
      return Future.succeededFuture(
          new ProviderAnswer.Failed(
              new ProviderFailure.Unreachable("the cluster's claim was lost", false)));
    }
    life.lastCreate = now();
    return provider.perform(create);
  }

  private static ProviderAnswer tooMany() {
    return new ProviderAnswer.Failed(
        new ProviderFailure.RateLimited("too many creates wait", Duration.ofSeconds(5)));
  }

  private static ProviderFailure broken(Throwable failure) {
    return new ProviderFailure.Unreachable(String.valueOf(failure.getMessage()), true);
  }

  private OwnerTag owner(Life life, NodeGroupFact group) {
    return new OwnerTag(
        settings.installation(),
        house.line().rooms().clusterUid(),
        group.name().value(),
        life.record.identity().uid());
  }

  private static ProviderCommand.Template template(Life life, NodeGroupFact group) {
    List<Taint> taints = new ArrayList<>(group.spec().template().taints());
    taints.addAll(group.spec().template().startupTaints());
    return new ProviderCommand.Template(
        Deeds.labels(life.record, group), taints, group.spec().settings());
  }

  private Future<Result> created(
      Life life, NodeGroupFact group, ProviderAnswer answer, Token token) {
    ProviderName provider = group.spec().provider();
    if (answer instanceof ProviderAnswer.Failed(ProviderFailure failure)) {
      return notCreated(life, group, failure, token);
    }
    if (ledger.provider(group.name(), true, "ANSWERS", "the last purchase was accepted")) {
      tellGroup(group, ClusterCommand.Severity.NORMAL, "ANSWERS", "purchases work again", token);
    }
    ledger.succeeded(group.name(), life.record.purchase().offering(), token);
    life.failures = 0;
    if (answer instanceof ProviderAnswer.Created(var instance)) {
      life.createdId = instance.providerId();
      return Future.succeededFuture(Result.AGAIN);
    }
    sightings.soon(provider);
    return Future.succeededFuture(Result.DONE);
  }

  private Future<Result> notCreated(
      Life life, NodeGroupFact group, ProviderFailure failure, Token token) {
    String detail = failure.detail();
    return switch (failure) {
      case ProviderFailure.NoCapacity none -> refused(life, group, "NO_CAPACITY", detail, token);
      case ProviderFailure.Denied denied -> refused(life, group, "PROVIDER_DENIED", detail, token);
      case ProviderFailure.NotFound none -> refused(life, group, "PROVIDER_DENIED", detail, token);
      case ProviderFailure.RateLimited(String text, Duration retryAfter) -> {
        failed(life, group, "RATE_LIMITED", text, token);
        notBefore(life, retryAfter);
        yield later();
      }
      case ProviderFailure.Unreachable(String text, boolean mayHaveHappened) -> {
        failed(life, group, "PROVIDER_UNREACHABLE", text, token);
        yield later();
      }
    };
  }

  private static Future<Result> later() {
    return Future.succeededFuture(Result.LATER);
  }

  /** Spread, so that all who were refused together do not come back together. */
  private void notBefore(Life life, Duration retryAfter) {
    double spread = 1 + 0.2 * house.time().chance().next();
    life.retryAt = now().plusMillis(Math.round(retryAfter.toMillis() * spread));
  }

  /**
   * For good: the offering is left out for a while, and once that is recorded this intent is
   * withdrawn. Withdrawn before, it would be bought again at once from the same offering.
   */
  private Future<Result> refused(
      Life life, NodeGroupFact group, String reason, String detail, Token token) {
    failed(life, group, reason, detail, token);
    return ledger
        .failed(group.name(), life.record.purchase().offering(), reason, token)
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
      tellGroup(group, ClusterCommand.Severity.WARNING, reason, text, token);
    }
  }

  private void tellGroup(
      NodeGroupFact group,
      ClusterCommand.Severity severity,
      String reason,
      String text,
      Token token) {
    ClusterCommand.Subject about =
        new ClusterCommand.Subject(
            ClusterCommand.Subject.Kind.NODE_GROUP, "", group.name().value(), group.uid());
    house
        .cluster()
        .order(
            new ClusterOrder(token, new ClusterCommand.TellEvent(about, severity, reason, text)));
  }

  Future<Result> delete(Life life, NodeGroupFact group, String machine, Token token) {
    Optional<NodeProvider> provider = house.providers().apply(group.spec().provider());
    if (provider.isEmpty()) {
      return Future.succeededFuture(Result.LATER);
    }
    ProviderCommand.Delete delete =
        new ProviderCommand.Delete(
            owner(life, group), machine, group.spec().settings(), null, token);
    return provider
        .get()
        .perform(delete)
        .map(answer -> deleted(life, group, answer))
        .otherwise(Result.LATER);
  }

  private Result deleted(Life life, NodeGroupFact group, ProviderAnswer answer) {
    if (answer instanceof ProviderAnswer.Failed(ProviderFailure failure)
        && !(failure instanceof ProviderFailure.NotFound)) {
      String text = "delete " + life.record.progress().providerId() + ": " + failure.detail();
      house.tell(life, "provider-failure", reason(failure), text);
      if (failure instanceof ProviderFailure.RateLimited limited) {
        notBefore(life, limited.retryAfter());
      }
      return Result.LATER;
    }
    life.deleteAnswered = true;
    sightings.soon(group.spec().provider());
    return Result.DONE;
  }

  private static String reason(ProviderFailure failure) {
    return switch (failure) {
      case ProviderFailure.NotFound any -> "NOT_FOUND";
      case ProviderFailure.NoCapacity any -> "NO_CAPACITY";
      case ProviderFailure.RateLimited any -> "RATE_LIMITED";
      case ProviderFailure.Denied any -> "PROVIDER_DENIED";
      case ProviderFailure.Unreachable any -> "PROVIDER_UNREACHABLE";
    };
  }

  private Instant now() {
    return house.time().clock().now();
  }
}
