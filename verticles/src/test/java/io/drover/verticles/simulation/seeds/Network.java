package io.drover.verticles.simulation.seeds;

import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/** The ways from each member to what is far away; everything that leaves a process goes here. */
final class Network {
  private static final int USUAL_MILLIS = 8;

  private final SimulatedTime time;
  private final Random random;
  private final Map<Way, List<Trouble>> troubles = new HashMap<>();

  /** What is far away. */
  enum Far {
    CLUSTER(Duration.ofSeconds(10)),
    CLOUD(Duration.ofSeconds(15)),
    LOCKS(Duration.ofSeconds(3));

    /** After which a caller that has heard nothing gives up. */
    final Duration deadline;

    Far(Duration deadline) {
      this.deadline = deadline;
    }
  }

  /** From a member to what is far away. */
  record Way(int member, Far far) {}

  /**
   * What is wrong with a way. Of what is wrong at once the worst counts.
   *
   * @param away whether nothing gets there
   * @param back whether nothing comes back
   * @param lost of a hundred calls
   * @param unanswered of a hundred calls, which are made
   * @param twice of a hundred calls, which are made twice
   * @param slowest most milliseconds in each direction
   */
  record Trouble(boolean away, boolean back, int lost, int unanswered, int twice, int slowest) {
    static final Trouble NONE = new Trouble(false, false, 0, 0, 0, USUAL_MILLIS);

    static Trouble cut(boolean away, boolean back) {
      return new Trouble(away, back, 0, 0, 0, USUAL_MILLIS);
    }

    static Trouble slow(int slowest) {
      return new Trouble(false, false, 0, 0, 0, slowest);
    }

    static Trouble unreliable(int lost, int unanswered, int twice, int slowest) {
      return new Trouble(false, false, lost, unanswered, twice, slowest);
    }

    Trouble and(Trouble other) {
      return new Trouble(
          away || other.away,
          back || other.back,
          Math.max(lost, other.lost),
          Math.max(unanswered, other.unanswered),
          Math.max(twice, other.twice),
          Math.max(slowest, other.slowest));
    }
  }

  Network(SimulatedTime time, Random random) {
    this.time = time;
    this.random = random;
  }

  void begin(Way way, Trouble trouble) {
    troubles.computeIfAbsent(way, any -> new ArrayList<>()).add(trouble);
  }

  void end(Way way, Trouble trouble) {
    List<Trouble> all = troubles.get(way);
    if (all != null && all.remove(trouble) && all.isEmpty()) {
      troubles.remove(way);
    }
  }

  void calmDown() {
    troubles.clear();
  }

  Trouble trouble(Way way) {
    List<Trouble> all = troubles.isEmpty() ? null : troubles.get(way);
    return all == null ? Trouble.NONE : all.stream().reduce(Trouble.NONE, Trouble::and);
  }

  /** Whether what the far end tells of its own accord arrives. */
  boolean tells(Way way) {
    return !trouble(way).back();
  }

  /**
   * Makes a call, as the way lets it.
   *
   * @param caller who hears the answer, unless it is dead by then
   * @param unanswered what it takes silence for, after the deadline
   */
  <A> Future<A> call(
      Way way, ProcessTime caller, Supplier<Future<A>> call, Supplier<Future<A>> unanswered) {
    Journey<A> journey = new Journey<>(way, caller, call, unanswered);
    journey.leave();
    return journey.heard.future();
  }

  private int delay(Trouble trouble) {
    return 1 + random.nextInt(trouble.slowest());
  }

  private boolean lot(int percent) {
    return percent > 0 && random.nextInt(100) < percent;
  }

  /** One call, there and back. */
  private final class Journey<A> {
    private final Way way;
    private final ProcessTime caller;
    private final Supplier<Future<A>> call;
    private final Supplier<Future<A>> unanswered;
    private final Instant deadline;
    private final Promise<A> heard = Promise.promise();

    Journey(Way way, ProcessTime caller, Supplier<Future<A>> call, Supplier<Future<A>> unanswered) {
      this.way = way;
      this.caller = caller;
      this.call = call;
      this.unanswered = unanswered;
      this.deadline = time.now().plus(way.far().deadline);
    }

    void leave() {
      Trouble trouble = trouble(way);
      if (trouble.away() || lot(trouble.lost())) {
        giveUp();
      } else {
        time.after(Duration.ofMillis(delay(trouble)), this::arrive);
      }
    }

    private void arrive() {
      Trouble trouble = trouble(way);
      if (trouble.away()) {
        giveUp();
        return;
      }
      Future<A> answer = call.get();
      if (lot(trouble.twice())) {
        answer = call.get();
      }
      if (lot(trouble.unanswered())) {
        giveUp();
      } else {
        answer.onComplete(done -> comeBack(done, Duration.ofMillis(delay(trouble))));
      }
    }

    private void comeBack(AsyncResult<A> answer, Duration later) {
      time.after(
          later,
          () -> {
            if (trouble(way).back() || time.now().isAfter(deadline)) {
              giveUp();
            } else {
              caller.run(() -> heard.handle(answer));
            }
          });
    }

    private void giveUp() {
      caller.after(
          Duration.between(time.now(), deadline), () -> unanswered.get().onComplete(heard));
    }
  }
}
