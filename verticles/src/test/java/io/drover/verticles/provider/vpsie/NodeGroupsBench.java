package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingId;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.bus.ProviderCommand.SizeChange;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Node groups on the VPSie in memory, and a ledger of sizes before them. */
final class NodeGroupsBench implements ProviderBench, NodeProvider {
  static final Map<String, String> SETTINGS = Map.of("resourceIdentifier", FakeKubernetes.CLUSTER);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int MOST_STEPS = 10_000;

  final VpsieBench below;
  final FakeKubernetes kubernetes;
  VpsieNodeGroups real;
  private final Map<String, SizeChange> recorded = new HashMap<>();
  private int ledger;

  NodeGroupsBench(VpsieShape shape) {
    this.below = new VpsieBench(shape);
    this.kubernetes = new FakeKubernetes(below.far, shape);
    below.account = below.account.withDefaults(SETTINGS);
    this.real = start();
  }

  /** Another provider on the same account, as after a start. */
  VpsieNodeGroups start() {
    real =
        new VpsieNodeGroups(
            below.account,
            new VpsieHouse(
                below.far,
                new Pipeline.Time(below.time, below.time, below.time),
                event -> {},
                command -> below.gate.refuses(command)));
    return real;
  }

  @Override
  public NodeProvider provider() {
    return this;
  }

  @Override
  public Capabilities capabilities() {
    return real.capabilities();
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    Future<ProviderAnswer> answer = real.perform(command);
    for (int step = 0; step < MOST_STEPS && !answer.isComplete(); step++) {
      below.time.pass(STEP);
    }
    return answer;
  }

  ProviderAnswer ask(ProviderCommand command) {
    return perform(command).result();
  }

  @Override
  public Create create(String intent) {
    Create some = below.create(intent, SETTINGS);
    return new Create(
        some.owner(),
        some.name(),
        new OfferingId("" + FakeKubernetes.PLAN, "dc1", OfferingId.ON_DEMAND),
        some.template(),
        change("create " + intent, 1),
        null,
        some.token());
  }

  @Override
  public Delete delete(String intent, String providerId) {
    Delete some = below.delete(intent, providerId);
    return new Delete(
        some.owner(), providerId, SETTINGS, change("delete " + intent, -1), some.token());
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
    return new Scope.Group("general", SETTINGS);
  }

  @Override
  public int alive() {
    return kubernetes.nodes();
  }

  @Override
  public void next(Mishap mishap) {
    below.next(mishap);
  }

  @Override
  public void settle() {
    below.settle();
  }
}
