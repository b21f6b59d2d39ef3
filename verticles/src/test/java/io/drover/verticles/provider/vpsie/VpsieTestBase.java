package io.drover.verticles.provider.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import java.util.List;

/** What tests on the VPSie in memory have in common. */
abstract class VpsieTestBase {
  static final List<String> OURS = OwnerTags.of(VpsieBench.owner("a"));

  /** Settled, in the shape of the document. */
  final VpsieBench document = settled(VpsieShape.DOCUMENT);

  /** Settled, in the other shape. */
  final VpsieBench apps = settled(VpsieShape.APPS_V2);

  static VpsieBench settled(VpsieShape shape) {
    VpsieBench bench = new VpsieBench(shape);
    bench.settle();
    return bench;
  }

  static List<Instance> list(VpsieBench bench) {
    ProviderAnswer answer = bench.ask(new ProviderCommand.Instances(bench.scope(), ""));
    assertThat(answer).isInstanceOf(ProviderAnswer.Listed.class);
    return ((ProviderAnswer.Listed) answer).instances();
  }

  static ProviderFailure failedList(VpsieBench bench) {
    return failure(bench.ask(new ProviderCommand.Instances(bench.scope(), "")));
  }

  static ProviderFailure failure(ProviderAnswer answer) {
    assertThat(answer).isInstanceOf(ProviderAnswer.Failed.class);
    return ((ProviderAnswer.Failed) answer).failure();
  }
}
