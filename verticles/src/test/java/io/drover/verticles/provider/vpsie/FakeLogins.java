package io.drover.verticles.provider.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.http.Http.Request;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Who may call the VPSie in memory. */
final class FakeLogins {
  static final String CLIENT = "client";
  static final String SECRET = "s3cret";

  Duration tokenLife = Duration.ofHours(1);
  private final Map<String, Instant> tokens = new HashMap<>();
  private final VpsieShape shape;
  private final PassingTime time;

  FakeLogins(VpsieShape shape, PassingTime time) {
    this.shape = shape;
    this.time = time;
  }

  boolean admits(Request request) {
    Instant until = tokens.get(token(request));
    return until != null && time.now().isBefore(until);
  }

  private String token(Request request) {
    return shape == VpsieShape.DOCUMENT
        ? request.headers().getOrDefault("Authorization", "").replaceFirst("^Bearer ", "")
        : request.headers().getOrDefault("Vpsie-Auth", "");
  }

  Outcome login(Request request) {
    boolean right =
        request.body().contains(CLIENT)
            && (request.body().endsWith(SECRET) || request.body().endsWith(SECRET + "\"}"));
    if (!right) {
      return FakeVpsie.answered(
          401, FakeVpsie.error(401, "unknown client " + request.body()), Map.of());
    }
    String token = "token-" + tokens.size();
    Instant until = time.now().plus(tokenLife);
    tokens.put(token, until);
    ObjectNode reply = Json.mapper().createObjectNode().put("error", false);
    ObjectNode access =
        shape == VpsieShape.DOCUMENT
            ? reply.putObject("accessToken")
            : reply.putObject("token").putObject("access");
    access.put("token", token).put("expires", until.toString());
    return FakeVpsie.answered(200, reply.toString(), Map.of());
  }
}
