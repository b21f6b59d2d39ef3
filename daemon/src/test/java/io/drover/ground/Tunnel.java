package io.drover.ground;

import io.vertx.core.net.NetSocket;

/** An open WebSocket through a {@link RecordingProxy}. */
record Tunnel(RecordedRequest request, NetSocket near, NetSocket far) {
  /** Reads from neither side any more, and closes neither. */
  void freeze() {
    near.pause();
    far.pause();
  }
}
