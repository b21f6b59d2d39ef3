package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PulseTest {
  private static final URI PODS = URI.create("wss://api:6443/api/v1/pods?watch=true");
  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final Duration SILENCE = Duration.ofSeconds(7);

  private Instant now = START;
  private final Pulses pulses = new Pulses(() -> now);
  private final Inner inner = new Inner();
  private final Socket socket = new Socket();

  @Test
  void isProvenUntilThePingThatWasAnswered() {
    WebSocket.Listener pulse = opened();
    beatAfter(1);
    beatAfter(1);
    assertThat(socket.pings).isEqualTo(1);

    pass(1);
    pulse.onPong(socket, ByteBuffer.allocate(0));

    assertThat(pulses.provenAt("pods")).contains(START.plusSeconds(1));
    beatAfter(1);
    assertThat(socket.pings).isEqualTo(2);
  }

  @Test
  void givesUpAConnectionThatIsSilentAndTellsItOnce() {
    WebSocket.Listener pulse = opened();
    beatAfter(1);
    beatAfter(7);
    beatAfter(7);
    pulse.onError(socket, new IllegalStateException("aborted"));

    assertThat(socket.aborted).isTrue();
    assertThat(inner.errors).singleElement().asString().contains("nothing was heard for PT7S");
    assertThat(pulses.provenAt("pods")).contains(START);
  }

  @Test
  void keepsAConnectionThatIsOnlySlow() {
    WebSocket.Listener pulse = opened();
    beatAfter(1);
    pass(6);
    pulse.onText(socket, "{}", true);
    beatAfter(6);

    assertThat(socket.aborted).isFalse();
    assertThat(pulses.provenAt("pods")).contains(START);
  }

  @Test
  void provesNothingByBeingOpenedAnew() {
    var unused = opened();
    pass(20);
    unused = opened();

    assertThat(pulses.provenAt("pods")).contains(START);
    assertThat(pulses.provenAt("nodes")).isEmpty();
  }

  private WebSocket.Listener opened() {
    WebSocket.Listener pulse = pulses.tap(PODS, inner);
    pulse.onOpen(socket);
    return pulse;
  }

  private void beatAfter(int seconds) {
    pass(seconds);
    pulses.beat(SILENCE);
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  private static final class Inner implements WebSocket.Listener {
    final List<Throwable> errors = new ArrayList<>();

    @Override
    public void onError(WebSocket from, Throwable failure) {
      errors.add(failure);
    }
  }

  private static final class Socket implements WebSocket {
    int pings;
    boolean aborted;

    @Override
    public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
      pings++;
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public CompletableFuture<WebSocket> sendClose(int code, String reason) {
      return CompletableFuture.completedFuture(this);
    }

    @Override
    public void request(long n) {}

    @Override
    public String getSubprotocol() {
      return "";
    }

    @Override
    public boolean isOutputClosed() {
      return aborted;
    }

    @Override
    public boolean isInputClosed() {
      return aborted;
    }

    @Override
    public void abort() {
      aborted = true;
    }
  }
}
