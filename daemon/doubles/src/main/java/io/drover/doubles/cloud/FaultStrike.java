package io.drover.doubles.cloud;

import io.drover.doubles.cloud.Reply.Answer;
import io.drover.doubles.cloud.Reply.Code;
import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What a fault makes of a request: whether it is carried out, and what of its answer arrives. */
final class FaultStrike {
  private static final Answer NOTHING = Reply.refused(500, Code.INTERNAL, "never answered");

  private FaultStrike() {}

  static Reply on(Optional<Fault> fault, Supplier<Answer> action, Duration slow) {
    if (fault.isEmpty()) return Reply.atOnce(action.get());
    Fault struck = fault.get();
    return switch (struck.fault()) {
      case NO_CAPACITY ->
          Reply.atOnce(Reply.refused(409, Code.NO_CAPACITY, "no capacity of that kind is left"));
      case RATE_LIMITED -> Reply.atOnce(rateLimited(struck.delayOr(Duration.ofSeconds(1))));
      case DENIED -> Reply.atOnce(Reply.refused(403, Code.DENIED, "the account may not do that"));
      case ERROR_500 -> Reply.atOnce(Reply.refused(500, Code.INTERNAL, "the cloud is unwell"));
      case SLOW -> new Reply(action.get(), new Delivery.Late(struck.delayOr(slow)));
      case LOST_ANSWER -> new Reply(action.get(), new Delivery.Cut());
      case NO_ANSWER -> new Reply(NOTHING, new Delivery.Never());
      case NEVER_JOINS, VANISHES -> Reply.atOnce(action.get());
    };
  }

  static Answer rateLimited(Duration retryAfter) {
    return new Answer.Refused(429, Code.RATE_LIMITED, "too many calls", retryAfter);
  }
}
