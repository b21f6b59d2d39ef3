package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/** A provider that makes one machine per call, under a key or under a name it is found by. */
public final class CreatedInstances implements NodeProvider {
  private final Capabilities capabilities;
  private final InstanceFarEnd far;
  private final Function<Create, Future<Instance>> creation;

  private CreatedInstances(
      Capabilities.Creation creation,
      Duration listSettles,
      InstanceFarEnd far,
      Function<Create, Future<Instance>> create) {
    this.capabilities = new Capabilities(Capabilities.Identity.CHOSEN, creation, true, listSettles);
    this.far = far;
    this.creation = create;
  }

  /** Over a far end whose idempotency key makes a repeated create harmless. */
  public static CreatedInstances keyed(InstanceFarEnd far, Duration listSettles) {
    return new CreatedInstances(Capabilities.Creation.KEYED, listSettles, far, far::create);
  }

  /** Over a far end without keys: looked for first, made anew only when the list has settled. */
  public static CreatedInstances foundByName(
      InstanceFarEnd.Searchable far, Duration listSettles, Clock clock) {
    return new CreatedInstances(
        Capabilities.Creation.FIND_BY_NAME,
        listSettles,
        far,
        new FindThenCreate(far, listSettles, clock)::create);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    Future<ProviderAnswer> answer =
        switch (command) {
          case ProviderCommand.Offerings(String continuation) ->
              far.offerings(continuation)
                  .map(page -> new ProviderAnswer.Offered(page.items(), page.continuation()));
          case ProviderCommand.Instances(var scope, String continuation) ->
              far.list(scope, continuation)
                  .map(page -> new ProviderAnswer.Listed(page.items(), page.continuation()));
          case ProviderCommand.TargetSize size -> sizeless();
          case ProviderCommand.PutBack size -> sizeless();
          case Create create -> creation.apply(create).compose(CreatedInstances::created);
          case ProviderCommand.Delete delete -> delete(delete);
        };
    return answer.recover(FarEndFailed::answer);
  }

  private static Future<ProviderAnswer> sizeless() {
    return FarEndFailed.future(
        new ProviderFailure.Denied("machines are made one by one; there is no size"));
  }

  private static Future<ProviderAnswer> created(Instance instance) {
    return instance.state() == Instance.State.OFF
        ? FarEndFailed.future(
            new ProviderFailure.Denied("the machine of this intent has already ended"))
        : Future.succeededFuture(new ProviderAnswer.Created(instance));
  }

  private Future<ProviderAnswer> delete(ProviderCommand.Delete delete) {
    return far.delete(delete).recover(Gone::already).map(done -> new ProviderAnswer.Deleting());
  }
}
