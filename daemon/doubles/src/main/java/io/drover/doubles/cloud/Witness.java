package io.drover.doubles.cloud;

import io.drover.doubles.cloud.Reply.Answer;
import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words a request and its reply as a line of the log. */
final class Witness {
  private Witness() {}

  static LogLine of(Instant time, Call call, Reply reply) {
    CreateRequest about = call.about();
    return new LogLine(
        time,
        LogLine.Event.REQUEST,
        call.operation().name().toLowerCase(Locale.ROOT),
        id(call, reply),
        call.idempotencyKey(),
        about == null ? null : about.name(),
        call.tags(),
        outcome(reply),
        call.mark());
  }

  private static @Nullable String id(Call call, Reply reply) {
    if (reply.answer() instanceof Answer.Done done && done.body() instanceof InstanceView view) {
      return view.id();
    }
    return call.id();
  }

  private static String outcome(Reply reply) {
    String answer =
        switch (reply.answer()) {
          case Answer.Done done -> Integer.toString(done.status());
          case Answer.Refused refused -> refused.status() + " " + refused.code();
        };
    return switch (reply.delivery()) {
      case Delivery.AtOnce now -> answer;
      case Delivery.Late late -> answer + " SLOW";
      case Delivery.Cut cut -> answer + " LOST_ANSWER";
      case Delivery.Never never -> "NO_ANSWER";
    };
  }
}
