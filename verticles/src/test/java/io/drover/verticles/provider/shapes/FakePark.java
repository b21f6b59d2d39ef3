package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Six machines with switches. */
final class FakePark implements MachinePark, ProviderBench {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Machine> machines = new LinkedHashMap<>();
  private final Map<String, String> reserved = new HashMap<>();
  private final SwitchedMachines provider = new SwitchedMachines(this, Duration.ZERO, 2);

  FakePark() {
    for (int i = 0; i < 6; i++) {
      String id = "park://m" + i;
      var offering = Samples.OFFERINGS.get(i % Samples.OFFERINGS.size());
      machines.put(id, new Machine(id, "m" + i, offering, Instance.State.OFF));
    }
  }

  @Override
  public Future<List<Machine>> machines() {
    return Future.succeededFuture(List.copyOf(machines.values()));
  }

  @Override
  public Future<Void> switchOn(String providerId) {
    return mishaps.strike(() -> set(providerId, Instance.State.RUNNING));
  }

  @Override
  public Future<Void> switchOff(String providerId) {
    return mishaps.strike(() -> set(providerId, Instance.State.OFF));
  }

  private Future<Void> set(String id, Instance.State state) {
    Machine was = machines.get(id);
    if (was == null) {
      return FarEndFailed.future(new ProviderFailure.NotFound("no machine " + id));
    }
    machines.put(id, new Machine(id, was.name(), was.offering(), state));
    return Future.succeededFuture();
  }

  @Override
  public NodeProvider provider() {
    return provider;
  }

  @Override
  public Create create(String intent) {
    String machine =
        reserved.computeIfAbsent(
            intent,
            any ->
                machines.keySet().stream()
                    .filter(id -> !reserved.containsValue(id))
                    .findFirst()
                    .orElseThrow());
    return Samples.create(intent, null, machine);
  }

  @Override
  public Delete delete(String intent, String providerId) {
    return new Delete(Samples.owner(intent), providerId, Map.of(), null, Samples.TOKEN);
  }

  @Override
  public Scope scope() {
    return new Scope.Inventory();
  }

  @Override
  public int alive() {
    return Math.toIntExact(
        machines.values().stream()
            .filter(machine -> machine.state() == Instance.State.RUNNING)
            .count());
  }

  @Override
  public void next(Mishap mishap) {
    mishaps.next(mishap);
  }

  @Override
  public void settle() {}
}
