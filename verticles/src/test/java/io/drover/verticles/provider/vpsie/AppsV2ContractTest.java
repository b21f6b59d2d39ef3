package io.drover.verticles.provider.vpsie;

import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;

/** VPSie in this shape is a provider like any other. */
class AppsV2ContractTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    VpsieBench bench = new VpsieBench(VpsieShape.APPS_V2);
    bench.settle();
    return bench;
  }
}
