package io.drover.verticles.provider.vpsie.pipeline;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every way in which VPSie says no, in Drover's words. */
final class Verdicts {
  private static final Duration UNNAMED_WAIT = Duration.ofSeconds(5);
  private static final long MOST_RETRY_SECONDS = 3_600;

  /** Parts of messages by which VPSie's clients know that asking again is useless. */
  private static final List<String> QUOTA =
      List.of(
          "exceeds the allowed limit",
          "quota exceeded",
          "plan does not allow",
          "maximum number of",
          "limit reached",
          "subscription does not allow");

  /** No source names a message for this; these are the usual ones. */
  private static final List<String> SOLD_OUT =
      List.of("out of stock", "no available resources", "no capacity", "not enough capacity");

  private Verdicts() {}

  static Verdict of(Call call, Outcome outcome) {
    return switch (outcome) {
      case Outcome.NotSent(String detail) ->
          new Verdict.Refused(ErrorKind.NOT_SENT, unreachable(call, detail, false));
      case Outcome.Unanswered(String detail) ->
          new Verdict.Refused(ErrorKind.NO_ANSWER, unreachable(call, detail, call.changes()));
      case Outcome.Answered answered ->
          Envelope.of(answered)
              .map(envelope -> of(call, envelope, retryAfter(answered)))
              .orElseGet(() -> foreign(call, answered));
    };
  }

  private static Verdict of(Call call, Envelope envelope, @Nullable Duration retryAfter) {
    if (envelope.fine()) {
      return new Verdict.Fine(envelope.body());
    }
    String detail = call.endpoint() + ": " + envelope.told();
    String message = envelope.message().toLowerCase(Locale.ROOT);
    if (envelope.own() && SOLD_OUT.stream().anyMatch(message::contains)) {
      return new Verdict.Refused(ErrorKind.NO_CAPACITY, new ProviderFailure.NoCapacity(detail));
    }
    if (envelope.own() && envelope.status() != 429 && QUOTA.stream().anyMatch(message::contains)) {
      return denied(
          ErrorKind.QUOTA,
          "the quota is reached; delete servers, or have VPSie raise it: " + detail);
    }
    return byStatus(call, envelope, detail, retryAfter);
  }

  private static Verdict byStatus(
      Call call, Envelope envelope, String detail, @Nullable Duration retryAfter) {
    int status = envelope.status();
    return switch (status) {
      case 401 -> denied(ErrorKind.UNAUTHORIZED, call.endpoint() + ": " + envelope.briefly());
      case 403 -> denied(ErrorKind.FORBIDDEN, call.endpoint() + ": " + envelope.briefly());
      case 404 ->
          envelope.own()
              ? new Verdict.Refused(ErrorKind.NOT_FOUND, new ProviderFailure.NotFound(detail))
              : denied(ErrorKind.CLIENT_ERROR, "nothing of VPSie answers here: " + detail);
      case 408 ->
          new Verdict.Refused(
              ErrorKind.SERVER_ERROR, unreachable(call, detail, call.changes()), retryAfter);
      case 429 -> {
        Duration wait = retryAfter == null ? UNNAMED_WAIT : retryAfter;
        yield new Verdict.Refused(
            ErrorKind.RATE_LIMITED, new ProviderFailure.RateLimited(detail, wait), wait);
      }
      default ->
          status >= 500
              ? new Verdict.Refused(
                  ErrorKind.SERVER_ERROR, unreachable(call, detail, call.changes()), retryAfter)
              : denied(ErrorKind.CLIENT_ERROR, detail);
    };
  }

  /** Something between us and VPSie has spoken, or VPSie's front door. */
  private static Verdict foreign(Call call, Outcome.Answered answered) {
    String id = Envelope.requestId(answered);
    Envelope envelope =
        new Envelope(answered.status(), false, "not JSON", id, MissingNode.getInstance());
    return answered.status() / 100 == 2
        ? new Verdict.Refused(
            ErrorKind.UNREADABLE,
            unreachable(call, call.endpoint() + ": " + envelope.told(), call.changes()))
        : of(call, envelope, retryAfter(answered));
  }

  private static Verdict denied(ErrorKind kind, String detail) {
    boolean whatever = kind == ErrorKind.UNAUTHORIZED || kind == ErrorKind.QUOTA;
    return new Verdict.Refused(kind, new ProviderFailure.Denied(detail, whatever));
  }

  private static ProviderFailure unreachable(Call call, String detail, boolean mayHaveHappened) {
    String text = detail.startsWith(call.endpoint()) ? detail : call.endpoint() + ": " + detail;
    return new ProviderFailure.Unreachable(text, mayHaveHappened);
  }

  private static @Nullable Duration retryAfter(Outcome.Answered answered) {
    Optional<String> header = answered.header("Retry-After");
    try {
      return header
          .map(text -> Math.clamp(Long.parseLong(text.strip()), 0, MOST_RETRY_SECONDS))
          .map(Duration::ofSeconds)
          .orElse(null);
    } catch (NumberFormatException date) {
      return null;
    }
  }
}
