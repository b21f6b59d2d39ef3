package io.drover.verticles.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Hands an immutable record over by reference and refuses to encode it. */
final class ReferenceCodec<M> implements MessageCodec<M, M> {
  private final Class<M> type;

  ReferenceCodec(Class<M> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer buffer, M message) {
    throw new IllegalStateException(type.getName() + " is local-only and never leaves its member");
  }

  @Override
  public M decodeFromWire(int position, Buffer buffer) {
    throw new IllegalStateException(type.getName() + " is local-only and never comes from afar");
  }

  @Override
  public M transform(M message) {
    return message;
  }

  @Override
  public String name() {
    return "reference:" + type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
