package io.drover.verticles.provider.vpsie;

import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;

/** Node groups of VPSie's Kubernetes in this shape are a provider like any other. */
class DocumentNodeGroupsContractTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    NodeGroupsBench bench = new NodeGroupsBench(VpsieShape.DOCUMENT);
    bench.kubernetes.group("general", FakeKubernetes.PLAN);
    bench.settle();
    return bench;
  }
}
