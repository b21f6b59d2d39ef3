package io.drover.verticles.provider.shapes;

import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;

class KeyedInstancesTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    return FakeInstances.keyed();
  }
}
