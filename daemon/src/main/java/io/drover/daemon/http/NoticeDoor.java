package io.drover.daemon.http;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.SpotAnswer;
import io.drover.verticles.bus.SpotNotice;
import io.drover.verticles.time.Clock;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * {@code POST /webhooks/spot}: hands signed interruption notices to the spot room, as they came.
 *
 * <p>202 it is taken, a repetition of its body under a new signature included; 400 it cannot be
 * read; 401 the signature is missing, of another secret, or its time is outside the replay window;
 * 404 this daemon takes no notices; 409 this very notice was taken before; 413 it is too long; 429
 * too many within the replay window; 503 nobody could look at it, send it again.
 */
public final class NoticeDoor {
  private static final String SIGNATURE = "X-Drover-Signature";
  private static final long MOST_BYTES = 64 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final int ACCEPTED = 202;
  private static final int MALFORMED = 400;
  private static final int UNAUTHENTICATED = 401;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int TOO_MANY = 429;
  private static final int UNAVAILABLE = 503;

  private final Bus bus;
  private final Clock clock;

  public NoticeDoor(Bus bus, Clock clock) {
    this.bus = bus;
    this.clock = clock;
  }

  void on(Router router) {
    router
        .post("/webhooks/spot")
        .handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES))
        .handler(this::take);
  }

  private void take(RoutingContext context) {
    String signature = Objects.requireNonNullElse(context.request().getHeader(SIGNATURE), "");
    String body =
        context.body().buffer() == null
            ? ""
            : context.body().buffer().toString(StandardCharsets.UTF_8);
    bus.ask(SpotNotice.TAKE, new SpotNotice(signature, body, clock.now()), DEADLINE)
        .onSuccess(answer -> tell(context, answer))
        .onFailure(unasked -> untaken(context, unasked));
  }

  private static void tell(RoutingContext context, SpotAnswer answer) {
    switch (answer) {
      case SpotAnswer.Accepted(var interruption) ->
          HttpDoor.json(context, ACCEPTED, Map.of("accepted", interruption.providerId()));
      case SpotAnswer.Refused(SpotAnswer.Reason reason, String detail) ->
          HttpDoor.json(context, status(reason), Map.of("reason", reason.name(), "detail", detail));
    }
  }

  private static int status(SpotAnswer.Reason reason) {
    return switch (reason) {
      case SIGNATURE_INVALID, OUTSIDE_REPLAY_WINDOW -> UNAUTHENTICATED;
      case REPLAYED -> CONFLICT;
      case MALFORMED -> MALFORMED;
      case TOO_MANY -> TOO_MANY;
      case NOT_CONFIGURED -> UNAVAILABLE;
    };
  }

  private static void untaken(RoutingContext context, Throwable unasked) {
    if (unasked instanceof ReplyException reply
        && reply.failureType() == ReplyFailure.NO_HANDLERS) {
      HttpDoor.json(context, NOT_FOUND, Map.of("error", "spot.webhook is not configured"));
    } else {
      HttpDoor.json(context, UNAVAILABLE, Map.of("error", String.valueOf(unasked.getMessage())));
    }
  }
}
