package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A far end that makes a machine per call, with or without keys; without, its list lags. */
final class FakeInstances implements InstanceFarEnd.Searchable, ProviderBench {
  private static final Duration SETTLES = Duration.ofMinutes(2);

  private final PassingTime time = new PassingTime();
  private final Mishaps mishaps = new Mishaps();
  private final boolean keyed;
  private final Map<String, Born> machines = new LinkedHashMap<>();
  private final NodeProvider provider;

  private record Born(Instance instance, Instant shownAt) {}

  private FakeInstances(boolean keyed) {
    this.keyed = keyed;
    this.provider =
        keyed
            ? CreatedInstances.keyed(this, Duration.ZERO)
            : CreatedInstances.foundByName(this, SETTLES, time);
  }

  static FakeInstances keyed() {
    return new FakeInstances(true);
  }

  static FakeInstances foundByName() {
    FakeInstances fake = new FakeInstances(false);
    fake.settle();
    return fake;
  }

  /** Another provider on the same far end, as after a crash. */
  NodeProvider restarted() {
    return CreatedInstances.foundByName(this, SETTLES, time);
  }

  PassingTime time() {
    return time;
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return Future.succeededFuture(Page.slice(Samples.OFFERINGS, continuation, 2));
  }

  @Override
  public Future<Page<Instance>> list(Scope scope, String continuation) {
    return Future.succeededFuture(Page.slice(shown(), continuation, 2));
  }

  private List<Instance> shown() {
    return machines.values().stream()
        .filter(born -> keyed || !born.shownAt().isAfter(time.now()))
        .map(Born::instance)
        .toList();
  }

  @Override
  public Future<Optional<Instance>> find(OwnerTag owner, String name) {
    return Future.succeededFuture(
        shown().stream()
            .filter(instance -> owner.equals(instance.owner()))
            .filter(FakeInstances::lives)
            .findFirst());
  }

  @Override
  public Future<Instance> create(Create create) {
    return mishaps.strike(
        () -> {
          OwnerTag owner = create.owner();
          String id = keyed ? owner.intent() : owner.intent() + "-" + machines.size();
          Instance made =
              new Instance("fake://" + id, create.name(), Instance.State.PENDING, owner);
          Instant shownAt = time.now().plus(SETTLES.dividedBy(2));
          machines.putIfAbsent(made.providerId(), new Born(made, shownAt));
          return Future.succeededFuture(
              Objects.requireNonNull(machines.get(made.providerId())).instance());
        });
  }

  @Override
  public Future<Void> delete(Delete delete) {
    String providerId = delete.providerId();
    return mishaps.strike(
        () -> {
          Born born = machines.get(providerId);
          if (born == null || !lives(born.instance())) {
            return FarEndFailed.future(new ProviderFailure.NotFound("no " + providerId));
          }
          Instance was = born.instance();
          Instance off =
              new Instance(was.providerId(), was.name(), Instance.State.OFF, was.owner());
          machines.put(providerId, new Born(off, born.shownAt()));
          return Future.succeededFuture();
        });
  }

  private static boolean lives(Instance instance) {
    return instance.state() == Instance.State.PENDING;
  }

  @Override
  public NodeProvider provider() {
    return provider;
  }

  @Override
  public Create create(String intent) {
    return Samples.create(intent, null, null);
  }

  @Override
  public Delete delete(String intent, String providerId) {
    return new Delete(Samples.owner(intent), providerId, Map.of(), null, Samples.TOKEN);
  }

  @Override
  public Scope scope() {
    return new Scope.Tagged("installation", "cluster");
  }

  @Override
  public int alive() {
    return Math.toIntExact(
        machines.values().stream().filter(born -> lives(born.instance())).count());
  }

  @Override
  public void next(Mishap mishap) {
    mishaps.next(mishap);
  }

  @Override
  public void settle() {
    time.pass(SETTLES.plusSeconds(1));
  }
}
