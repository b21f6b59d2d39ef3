package io.drover.verticles.provider.shapes;

import io.drover.verticles.provider.NodeProviderContract;
import io.drover.verticles.provider.ProviderBench;

class SizedGroupWithoutVictimsTest extends NodeProviderContract {
  @Override
  protected ProviderBench bench() {
    return new FakeSizes(false);
  }
}
