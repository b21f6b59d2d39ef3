package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderCommand.SizeChange;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One group that makes its own machines, and a ledger of sizes before it. */
final class FakeSizes implements SizedFarEnd, ProviderBench {
  private final Mishaps mishaps = new Mishaps();
  private final List<String> members = new ArrayList<>();
  private final Map<String, SizeChange> recorded = new HashMap<>();
  private final SizedGroup provider;
  private int ledger;
  private int born;
  private int lost;

  FakeSizes(boolean victimChosen) {
    this.provider = new SizedGroup(this, victimChosen, Duration.ofMinutes(2));
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return Future.succeededFuture(Page.slice(Samples.OFFERINGS, continuation, 2));
  }

  @Override
  public Future<Page<Instance>> members(Group group, String continuation) {
    List<Instance> all =
        members.stream()
            .map(id -> new Instance("sized://" + id, id, Instance.State.RUNNING, null))
            .toList();
    return Future.succeededFuture(Page.slice(all, continuation, 2));
  }

  /** One member never came: the size is what it was. */
  void lose() {
    members.removeLast();
    lost++;
  }

  @Override
  public Future<Integer> size(Group group) {
    return Future.succeededFuture(members.size() + lost);
  }

  @Override
  public Future<Void> resize(Group group, int to) {
    return mishaps.strike(
        () -> {
          lost = 0;
          while (members.size() < to) {
            members.add("m" + born++);
          }
          while (members.size() > to) {
            members.removeLast();
          }
          return Future.succeededFuture();
        });
  }

  @Override
  public Future<Void> release(Group group, String providerId, int to) {
    return mishaps.strike(
        () ->
            members.remove(providerId.substring("sized://".length()))
                ? Future.succeededFuture()
                : FarEndFailed.future(new ProviderFailure.NotFound("no " + providerId)));
  }

  @Override
  public NodeProvider provider() {
    return provider;
  }

  @Override
  public Create create(String intent) {
    return Samples.create(intent, change("create " + intent, 1), null);
  }

  @Override
  public Delete delete(String intent, String providerId) {
    return new Delete(
        Samples.owner(intent), providerId, Map.of(), change("delete " + intent, -1), Samples.TOKEN);
  }

  private SizeChange change(String what, int by) {
    return recorded.computeIfAbsent(
        what,
        any -> {
          ledger += by;
          return new SizeChange(ledger - by, ledger);
        });
  }

  @Override
  public Scope scope() {
    return new Scope.Group("general", Map.of());
  }

  @Override
  public int alive() {
    return members.size();
  }

  @Override
  public void next(Mishap mishap) {
    mishaps.next(mishap);
  }

  @Override
  public void settle() {}
}
