package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Fence;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.CreatedInstances;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.InstanceFarEnd;
import io.drover.verticles.provider.shapes.Page;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The cloud as one process of a member reaches it: by the shipped shapes, over the network. Right
 * before a call that makes or ends a machine it asks the last gate once more, as far ends do that
 * need several calls.
 */
final class MemberCloud implements InstanceFarEnd.Searchable {
  private final SimulatedCloud cloud;
  private final Door door;
  private final Fence fence;

  private MemberCloud(SimulatedCloud cloud, Door door, Fence fence) {
    this.cloud = cloud;
    this.door = door;
    this.fence = fence;
  }

  static NodeProvider reached(SimulatedCloud cloud, Door door, Fence fence, Checks checks) {
    MemberCloud far = new MemberCloud(cloud, door, fence);
    NodeProvider shape =
        cloud.keyed()
            ? CreatedInstances.keyed(far, SimulatedCloud.SETTLES)
            : CreatedInstances.foundByName(far, SimulatedCloud.SETTLES, door.process());
    return watched(shape, door, checks);
  }

  /** Every command that changes something is looked at as it leaves. */
  static NodeProvider watched(NodeProvider provider, Door door, Checks checks) {
    return new NodeProvider() {
      @Override
      public Capabilities capabilities() {
        return provider.capabilities();
      }

      @Override
      public Future<ProviderAnswer> perform(ProviderCommand command) {
        checks.leaves(door.member(), command, token(command));
        return provider.perform(command);
      }
    };
  }

  private static Optional<Token> token(ProviderCommand command) {
    return switch (command) {
      case Create create -> Optional.of(create.token());
      case Delete delete -> Optional.of(delete.token());
      case ProviderCommand.PutBack back -> Optional.of(back.token());
      case ProviderCommand.Offerings any -> Optional.empty();
      case ProviderCommand.Instances any -> Optional.empty();
      case ProviderCommand.TargetSize any -> Optional.empty();
    };
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return call("Offerings", () -> cloud.offerings(continuation));
  }

  @Override
  public Future<Page<Instance>> list(Scope scope, String continuation) {
    return call("Instances", () -> cloud.list(scope, continuation));
  }

  @Override
  public Future<Optional<Instance>> find(OwnerTag owner, String name) {
    return call("Find", () -> cloud.find(owner, name));
  }

  @Override
  public Future<Instance> create(Create create) {
    return gated(create, () -> call("Create", () -> cloud.create(create)));
  }

  @Override
  public Future<Void> delete(Delete delete) {
    return gated(delete, () -> call("Delete", () -> cloud.delete(delete)));
  }

  private <A> Future<A> gated(ProviderCommand command, Supplier<Future<A>> call) {
    return fence.refuses(command).map(FarEndFailed::<A>future).orElseGet(call);
  }

  private <A> Future<A> call(String name, Supplier<Future<A>> call) {
    return door.call(
        Network.Far.CLOUD,
        name,
        call,
        () -> FarEndFailed.future(new ProviderFailure.Unreachable("no answer", true)));
  }
}
