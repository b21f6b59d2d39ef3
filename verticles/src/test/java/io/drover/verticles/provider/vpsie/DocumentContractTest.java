package io.drover.verticles.provider.vpsie;

import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;

/** VPSie in this shape is a provider like any other. */
class DocumentContractTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    VpsieBench bench = new VpsieBench(VpsieShape.DOCUMENT);
    bench.settle();
    return bench;
  }
}
