package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroundIT {
  @RegisterExtension
  static final ControlPlaneExtension GROUND =
      new ControlPlaneExtension(ControlPlaneOptions.quickToNoticeSilence());

  @Test
  void isThere(ControlPlane plane) {
    assertThat(plane.client().namespaces().list().getItems()).isNotEmpty();
  }
}
