package io.drover.verticles.bus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A record as length-prefixed JSON of at most 64 KiB; by reference within a member. */
final class JsonCodec<M> implements MessageCodec<M, M> {
  static final int MOST_BYTES = 64 * 1024;

  private final Class<M> type;
  private final ObjectReader reader;
  private final ObjectWriter writer;

  JsonCodec(Class<M> type) {
    this.type = type;
    this.reader = Json.mapper().readerFor(type);
    this.writer = Json.mapper().writerFor(type);
  }

  @Override
  public void encodeToWire(Buffer buffer, M message) {
    byte[] bytes = bytes(message);
    if (bytes.length > MOST_BYTES) {
      throw new IllegalStateException(
          type.getName() + " takes " + bytes.length + " bytes; at most " + MOST_BYTES);
    }
    buffer.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public M decodeFromWire(int position, Buffer buffer) {
    int start = position + Integer.BYTES;
    try {
      return reader.readValue(buffer.getBytes(start, start + buffer.getInt(position)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public M transform(M message) {
    return message;
  }

  @Override
  public String name() {
    return "json:" + type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  private byte[] bytes(M message) {
    try {
      return writer.writeValueAsBytes(message);
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }
}
