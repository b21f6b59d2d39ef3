package io.drover.verticles.execution;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
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
  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final Ledger ledger;
  private final Sightings sightings;
  private final Slots creates;

  Machines(ExecutionHouse house, ExecutionSettings settings, Ledger ledger, Sightings sightings) {
    this.house = house;
    this.settings = settings;
    this.ledger = ledger;
    this.sightings = sightings;
    this.creates = new Slots(settings.createsAtOnce());
  }

  Future<Result> create(Life life, NodeGroupFact group, Token token) {
    Optional<NodeProvider> provider = house.providers().apply(group.spec().provider());
    if (provider.isEmpty()) {
      failed(life, group, "PROVIDER_UNREACHABLE", "no such provider is configured", token);
      return Future.succeededFuture(Result.LATER);
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
        .run(
            () -> {
              life.lastCreate = now();
              return provider.get().perform(create);
            })
        .map(answer -> created(life, group, answer, token))
        .otherwise(broken -> broken(life, group, broken, token));
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

  private Result created(Life life, NodeGroupFact group, ProviderAnswer answer, Token token) {
    ProviderName provider = group.spec().provider();
    if (answer instanceof ProviderAnswer.Failed(ProviderFailure failure)) {
      return notCreated(life, group, failure, token);
    }
    if (ledger.provider(group.name(), true, "ANSWERS", "the last purchase was accepted")) {
      tellGroup(group, ClusterCommand.Severity.NORMAL, "ANSWERS", "purchases work again", token);
    }
    ledger.succeeded(group, life.record.purchase().offering(), token);
    life.failures = 0;
    if (answer instanceof ProviderAnswer.Created(var instance)) {
      life.createdId = instance.providerId();
      return Result.AGAIN;
    }
    sightings.soon(provider);
    return Result.DONE;
  }

  private Result broken(Life life, NodeGroupFact group, Throwable broken, Token token) {
    String detail = String.valueOf(broken.getMessage());
    return notCreated(life, group, new ProviderFailure.Unreachable(detail, true), token);
  }

  private Result notCreated(Life life, NodeGroupFact group, ProviderFailure failure, Token token) {
    String detail = failure.detail();
    switch (failure) {
      case ProviderFailure.NoCapacity none -> refused(life, group, "NO_CAPACITY", detail, token);
      case ProviderFailure.Denied denied -> refused(life, group, "PROVIDER_DENIED", detail, token);
      case ProviderFailure.NotFound none -> refused(life, group, "PROVIDER_DENIED", detail, token);
      case ProviderFailure.RateLimited(String text, Duration retryAfter) -> {
        failed(life, group, "RATE_LIMITED", text, token);
        life.retryAt = now().plus(retryAfter);
      }
      case ProviderFailure.Unreachable(String text, boolean mayHaveHappened) ->
          failed(life, group, "PROVIDER_UNREACHABLE", text, token);
    }
    return life.withdrawal.isEmpty() ? Result.LATER : Result.AGAIN;
  }

  /** For good: the offering is left out for a while and this intent is withdrawn. */
  private void refused(Life life, NodeGroupFact group, String reason, String detail, Token token) {
    failed(life, group, reason, detail, token);
    ledger.failed(group, life.record.purchase().offering(), reason, token);
    life.withdrawal = reason;
  }

  private void failed(Life life, NodeGroupFact group, String reason, String detail, Token token) {
    String text =
        "provider "
            + group.spec().provider()
            + ", "
            + life.record.purchase().offering()
            + ": "
            + detail;
    house.journal("provider-failure", Deeds.ids(life.record), reason, text);
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
        new ProviderCommand.Delete(owner(life, group), machine, null, token);
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
      house.journal("provider-failure", Deeds.ids(life.record), reason(failure), text);
      return Result.LATER;
    }
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
