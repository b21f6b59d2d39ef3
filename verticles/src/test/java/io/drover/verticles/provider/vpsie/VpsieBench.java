package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.drover.verticles.provider.Mishap;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderBench;
import io.drover.verticles.provider.vpsie.FakeVpsie.Trouble;
import io.drover.verticles.provider.vpsie.VpsieAccount.Access;
import io.drover.verticles.provider.vpsie.VpsieAccount.Lists;
import io.drover.verticles.provider.vpsie.pipeline.Credentials;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import io.drover.verticles.provider.vpsie.pipeline.PipelineSettings;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A provider on the VPSie in memory; time passes while it is waited for. */
final class VpsieBench implements ProviderBench, NodeProvider {
  static final Duration SETTLES = Duration.ofMinutes(2);
  private static final Duration STEP = Duration.ofMillis(50);
  private static final int MOST_STEPS = 10_000;

  final PassingTime time = new PassingTime();
  final List<PipelineEvent> told = new ArrayList<>();
  final FakeVpsie far;
  VpsieAccount account;
  VpsieProvider real;
  LastGate gate = LastGate.OPEN;

  /** Without repeats, and with pages of two. */
  VpsieBench(VpsieShape shape) {
    this.far = new FakeVpsie(shape, time);
    PipelineSettings defaults = PipelineSettings.DEFAULTS;
    PipelineSettings once =
        new PipelineSettings(
            defaults.rate(),
            defaults.circuit(),
            new PipelineSettings.Repeats(0, defaults.repeats().waits(), Duration.ofSeconds(10)));
    this.account =
        VpsieAccount.of(
                new ProviderName("vpsie"),
                Access.of(
                    shape, () -> new Credentials.Client(FakeLogins.CLIENT, FakeLogins.SECRET)))
            .with(new Lists(SETTLES, 2))
            .with(once)
            .withDefaults(Map.of("osImage", "img-1"));
    this.real = start();
  }

  /** Another provider on the same account, as after a start. */
  VpsieProvider start() {
    real =
        new VpsieProvider(
            account,
            new VpsieHouse(
                far,
                new Pipeline.Time(time, time, time),
                told::add,
                command -> gate.refuses(command)));
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
      time.pass(STEP);
    }
    return answer;
  }

  ProviderAnswer ask(ProviderCommand command) {
    return perform(command).result();
  }

  static OwnerTag owner(String intent) {
    return new OwnerTag("installation", "cluster", "general", intent);
  }

  @Override
  public Create create(String intent) {
    return create(intent, Map.of());
  }

  Create create(String intent, Map<String, String> settings) {
    return new Create(
        owner(intent),
        "general-" + intent,
        new OfferingId("p-small", "dc1", OfferingId.ON_DEMAND),
        new ProviderCommand.Template(Map.of(), List.of(), settings),
        null,
        null,
        new Token(1, 1));
  }

  @Override
  public Delete delete(String intent, String providerId) {
    return new Delete(owner(intent), providerId, Map.of(), null, new Token(1, 1));
  }

  @Override
  public Scope scope() {
    return new Scope.Tagged("installation", "cluster");
  }

  @Override
  public int alive() {
    return far.machines.size();
  }

  @Override
  public void next(Mishap mishap) {
    Trouble trouble =
        switch (mishap) {
          case LOST_ANSWER -> Trouble.LOST_ANSWER;
          case NO_ANSWER -> Trouble.NO_ANSWER;
          case NO_CAPACITY -> Trouble.OUT_OF_STOCK;
          case RATE_LIMITED -> Trouble.RATE_LIMITED;
          case DENIED -> Trouble.FORBIDDEN;
        };
    far.troubles =
        request -> {
          boolean change =
              !request.method().equals("GET") && !request.uri().getPath().contains("auth");
          if (change) {
            far.troubles = any -> Optional.empty();
          }
          return change ? Optional.of(trouble) : Optional.empty();
        };
  }

  @Override
  public void settle() {
    time.pass(SETTLES.plusSeconds(1));
  }
}
