package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.time.Clock;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The connection of one watch, listened in on. A watch may be silent because nothing happens or
 * because its connection is dead, and TCP does not tell which for many minutes. So it is pinged
 * (RFC 6455, 5.5.2): the pong comes behind every event that was sent before it.
 */
final class Pulse implements WebSocket.Listener {
  private final WebSocket.Listener inner;
  private final Clock clock;
  private final Object lock = new Object();
  private @Nullable WebSocket socket;
  private @Nullable Instant pingedAt;
  private Instant provenAt;
  private Instant heardAt = Instant.MAX;
  private boolean ended;

  /**
   * Not open yet.
   *
   * @param provenAt when the list before it, or the connection that it replaces, was last proven: a
   *     new one proves nothing before its first pong, as what happened in between is still to come
   */
  Pulse(WebSocket.Listener inner, Clock clock, Instant provenAt) {
    this.inner = inner;
    this.clock = clock;
    this.provenAt = provenAt;
  }

  /** Everything that was to be told at that instant has been told. */
  Instant provenAt() {
    synchronized (lock) {
      return provenAt;
    }
  }

  /** Pings, one ping at a time; what has been silent for too long is given up and begun anew. */
  void beat(Duration silence) {
    WebSocket dead = null;
    WebSocket alive = null;
    synchronized (lock) {
      if (socket == null || ended) {
        return;
      }
      Instant now = clock.now();
      if (pingedAt != null && heardAt.plus(silence).isBefore(now)) {
        ended = true;
        dead = socket;
      } else if (pingedAt == null) {
        pingedAt = now;
        alive = socket;
      }
    }
    if (dead != null) {
      dead.abort();
      inner.onError(dead, new IOException("nothing was heard for " + silence));
    } else if (alive != null) {
      var unused = alive.sendPing(ByteBuffer.allocate(0));
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    synchronized (lock) {
      socket = opened;
      heardAt = clock.now();
    }
    inner.onOpen(opened);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    heard();
    return inner.onText(from, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    heard();
    return inner.onBinary(from, data, last);
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    heard();
    return inner.onPing(from, message);
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
    synchronized (lock) {
      heardAt = clock.now();
      if (pingedAt != null) {
        provenAt = pingedAt;
        pingedAt = null;
      }
    }
    return inner.onPong(from, message);
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    return end() ? inner.onClose(from, code, reason) : null;
  }

  @Override
  public void onError(WebSocket from, Throwable failure) {
    if (end()) {
      inner.onError(from, failure);
    }
  }

  private void heard() {
    synchronized (lock) {
      heardAt = clock.now();
    }
  }

  /** The inner listener hears of one end only. */
  private boolean end() {
    synchronized (lock) {
      boolean first = !ended;
      ended = true;
      return first;
    }
  }
}
