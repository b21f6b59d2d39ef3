package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControlPlaneIT {

  @Test
  void leavesNoProcessBehindEvenAFrozenOne() {
    List<Long> pids;
    try (ControlPlane plane = ControlPlane.start()) {
      pids = Arrays.stream(Component.values()).map(c -> plane.process(c).pid()).toList();
      assertThat(pids).allMatch(ControlPlaneIT::lives);
      plane.freeze(Component.API_SERVER);
      plane.kill(Component.ETCD);
    }

    assertThat(pids).noneMatch(ControlPlaneIT::lives);
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
