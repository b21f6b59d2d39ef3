package io.drover.daemon.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * What a member says of a cluster.
 *
 * @param member that says it
 * @param status as of HTTP
 */
record Reply(String member, int status, Buffer body) {
  private static final int OK = 200;

  boolean ok() {
    return status == OK;
  }

  static Reply json(String member, int status, Object body) {
    try {
      return new Reply(member, status, Buffer.buffer(Json.mapper().writeValueAsBytes(body)));
    } catch (JsonProcessingException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  static Reply error(String member, int status, String line) {
    return json(member, status, Map.of("error", line));
  }
}
