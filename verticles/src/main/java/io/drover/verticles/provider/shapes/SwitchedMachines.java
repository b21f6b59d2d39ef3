package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider with a fixed inventory: an intent gets the machine that was reserved for it before,
 * and switching that one on twice is harmless. The machines carry no tags, so they are listed as an
 * inventory only.
 */
public final class SwitchedMachines implements NodeProvider {
  private final MachinePark park;
  private final Capabilities capabilities;
  private final int pageSize;

  public SwitchedMachines(MachinePark park, Duration listSettles, int pageSize) {
    this.park = park;
    this.capabilities =
        new Capabilities(
            Capabilities.Identity.FIXED, Capabilities.Creation.SWITCH, true, listSettles);
    this.pageSize = pageSize;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    Future<ProviderAnswer> answer =
        switch (command) {
          case ProviderCommand.Offerings(String continuation) -> offerings(continuation);
          case ProviderCommand.Instances(Scope scope, String continuation) ->
              list(scope, continuation);
          case ProviderCommand.TargetSize size -> denied("an inventory has no target size");
          case ProviderCommand.PutBack size -> denied("an inventory has no target size");
          case Create create -> create(create);
          case ProviderCommand.Delete delete ->
              park.switchOff(delete.providerId())
                  .recover(Gone::already)
                  .map(done -> new ProviderAnswer.Deleting());
        };
    return answer.recover(FarEndFailed::answer);
  }

  private Future<ProviderAnswer> offerings(String continuation) {
    return park.machines()
        .map(
            machines -> {
              List<OfferingFact> distinct =
                  machines.stream().map(MachinePark.Machine::offering).distinct().toList();
              Page<OfferingFact> page = Page.slice(distinct, continuation, pageSize);
              return new ProviderAnswer.Offered(page.items(), page.continuation());
            });
  }

  private Future<ProviderAnswer> list(Scope scope, String continuation) {
    if (!(scope instanceof Scope.Inventory)) {
      return denied("machines of an inventory carry no tags; ask for the inventory");
    }
    return park.machines()
        .map(
            machines -> {
              Page<MachinePark.Machine> page = Page.slice(machines, continuation, pageSize);
              return new ProviderAnswer.Listed(
                  page.items().stream().map(machine -> instance(machine, null)).toList(),
                  page.continuation());
            });
  }

  private Future<ProviderAnswer> create(Create create) {
    String reserved = create.machine();
    if (reserved == null) {
      return denied("no machine was reserved for intent " + create.owner().intent());
    }
    return park.machines().compose(machines -> switchOn(reserved, machines, create.owner()));
  }

  private Future<ProviderAnswer> switchOn(
      String reserved, List<MachinePark.Machine> machines, OwnerTag owner) {
    Optional<MachinePark.Machine> machine =
        machines.stream().filter(any -> any.providerId().equals(reserved)).findFirst();
    if (machine.isEmpty()) {
      return FarEndFailed.future(
          new ProviderFailure.NotFound("the inventory has no machine " + reserved));
    }
    return park.switchOn(reserved)
        .map(on -> new ProviderAnswer.Created(starting(instance(machine.get(), owner))));
  }

  private static Instance starting(Instance before) {
    return before.state() == Instance.State.RUNNING
        ? before
        : new Instance(
            before.providerId(),
            before.name(),
            Instance.State.PENDING,
            before.owner(),
            before.offering());
  }

  private static Instance instance(MachinePark.Machine machine, @Nullable OwnerTag owner) {
    return new Instance(
        machine.providerId(), machine.name(), machine.state(), owner, machine.offering().id());
  }

  private static Future<ProviderAnswer> denied(String detail) {
    return FarEndFailed.future(new ProviderFailure.Denied(detail));
  }
}
