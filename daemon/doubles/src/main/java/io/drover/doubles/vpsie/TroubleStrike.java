package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.Reply.Delivery;
import java.time.Duration;
import java.util.function.Supplier;

/** What a trouble makes of a request: whether it is carried out, and what arrives of its answer. */
final class TroubleStrike {
  private static final String UNWELL = "Internal server error";
  private static final Answer NOTHING = Answer.refused(500, "never answered");

  /** An answer and its way. */
  record Struck(Answer answer, Delivery delivery) {}

  private TroubleStrike() {}

  static Struck on(Trouble trouble, Supplier<Answer> action, Delivery usual) {
    return switch (trouble.kind()) {
      case REFUSED -> new Struck(refusal(trouble, 500), usual);
      case REFUSED_WITH_200 -> {
        Answer.Refused refused = refusal(trouble, 400);
        yield new Struck(
            new Answer.Refused(200, refused.code(), refused.message(), Duration.ZERO), usual);
      }
      case RATE_LIMITED -> new Struck(tooMany(trouble.delay()), usual);
      case GARBLED -> new Struck(badGateway(trouble.status()), usual);
      case CUT -> new Struck(NOTHING, new Delivery.Cut());
      case NO_ANSWER -> new Struck(NOTHING, new Delivery.Never());
      case CARRIED_OUT_BUT -> {
        Answer unused = action.get();
        yield new Struck(refusal(trouble, 500), usual);
      }
      case LOST_ANSWER -> new Struck(action.get(), new Delivery.Cut());
      case SILENT -> new Struck(action.get(), new Delivery.Never());
      case SLOW -> new Struck(action.get(), new Delivery.Late(trouble.delay()));
      case STUCK, NEVER_JOINS, VANISHES -> new Struck(action.get(), usual);
    };
  }

  static Answer tooMany(Duration retryAfter) {
    return new Answer.Refused(429, 429, "Too many requests", retryAfter);
  }

  static Answer badGateway(int status) {
    int code = status == 0 ? 502 : status;
    return new Answer.Garbled(code, "<html><body><h1>" + code + "</h1></body></html>");
  }

  private static Answer.Refused refusal(Trouble trouble, int usual) {
    int status = trouble.status() == 0 ? usual : trouble.status();
    String message = trouble.message().isEmpty() ? UNWELL : trouble.message();
    return new Answer.Refused(status, status, message, Duration.ZERO);
  }
}
