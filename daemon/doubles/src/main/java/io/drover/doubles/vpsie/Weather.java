package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.Reply.Delivery;
import io.drover.doubles.vpsie.TroubleStrike.Struck;
import java.time.Duration;
import java.util.Random;
import java.util.function.Supplier;

/** The storm at work: draws what befalls each request, always as many numbers for each. */
final class Weather {
  private Storm storm = Storm.none();
  private Random random = new Random(storm.seed());

  /** What a request meets. */
  record Gust(Kind kind, int status, Duration latency) {}

  enum Kind {
    CALM,
    ERROR,
    ERROR_BUT_CARRIED_OUT,
    LIMITED,
    LOST
  }

  /** The next gust; another storm starts from its own seed. */
  Gust next(Storm now) {
    if (!now.equals(storm)) {
      storm = now;
      random = new Random(now.seed());
    }
    double drawn = random.nextDouble();
    boolean carriedOut = random.nextDouble() < storm.carriedOut();
    int status = 500 + random.nextInt(4);
    long spread = storm.latencyMost().minus(storm.latencyLeast()).toMillis();
    Duration latency = storm.latencyLeast().plusMillis(Math.round(random.nextDouble() * spread));
    return new Gust(kind(drawn, carriedOut), status == 501 ? 500 : status, latency);
  }

  private Kind kind(double drawn, boolean carriedOut) {
    if (drawn < storm.errors()) return carriedOut ? Kind.ERROR_BUT_CARRIED_OUT : Kind.ERROR;
    if (drawn < storm.errors() + storm.limited()) return Kind.LIMITED;
    return drawn < storm.errors() + storm.limited() + storm.lost() ? Kind.LOST : Kind.CALM;
  }

  static Struck on(Gust gust, Supplier<Answer> action) {
    Delivery usual = Reply.after(gust.latency());
    return switch (gust.kind()) {
      case CALM -> new Struck(action.get(), usual);
      case ERROR -> new Struck(error(gust.status()), usual);
      case ERROR_BUT_CARRIED_OUT -> {
        Answer unused = action.get();
        yield new Struck(error(gust.status()), usual);
      }
      case LIMITED -> new Struck(TroubleStrike.tooMany(Duration.ofSeconds(1)), usual);
      case LOST -> new Struck(action.get(), new Delivery.Cut());
    };
  }

  private static Answer error(int status) {
    return status == 500
        ? Answer.refused(500, "Internal server error")
        : TroubleStrike.badGateway(status);
  }
}
