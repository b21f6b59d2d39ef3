package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.SpotNotice;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.simulation.DirectBus;
import io.drover.verticles.simulation.SimulatedTime;
import io.drover.verticles.spot.SenderOfNotices;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One daemon of the installation: a machine with a clock, and the processes that it runs. */
final class Member {
  static final Duration HEARTBEAT = Duration.ofSeconds(2);
  static final Duration CLAIM = Duration.ofSeconds(15);
  static final SenderOfNotices NOTICES = new SenderOfNotices("the secret of the installation");

  final int number;
  final MachineClock clock;

  private final SimulatedTime time;
  private final MemberHouse house;
  private @Nullable Living living;
  private int deaths;

  /** One process from its start to its death. */
  record Living(
      ProcessTime process,
      Door door,
      MemberCluster cluster,
      LeaseOwnership ownership,
      DirectBus bus) {}

  Member(int number, SimulatedTime time, MemberHouse house) {
    this.number = number;
    this.time = time;
    this.house = house;
    this.clock = new MachineClock(time);
  }

  void start() {
    ProcessTime process = new ProcessTime(time, clock);
    living = house.open(number, process, this::crash);
  }

  /** As kill -9 does; somebody starts it again. */
  void crash() {
    crash(Duration.ofSeconds(3));
  }

  void crash(Duration restartsAfter) {
    Living dying = living;
    if (dying != null) {
      deaths++;
      dying.process().kill();
      dying.cluster().close();
      living = null;
      time.after(restartsAfter, this::start);
    }
  }

  void dieAt(int crossing, boolean after) {
    if (living != null) {
      living.door().dieAfter(crossing, after);
    }
  }

  void surviveCrossings() {
    if (living != null) {
      living.door().dieAfter(-1, false);
    }
  }

  void stop() {
    if (living != null) {
      living.process().stop();
    }
  }

  void goOn() {
    if (living != null) {
      living.process().goOn();
    }
  }

  boolean owns() {
    return living != null && living.ownership().current().isPresent();
  }

  Token token() {
    return living == null
        ? Token.NONE
        : living.ownership().current().map(Claim::token).orElse(Token.NONE);
  }

  int deaths() {
    return deaths;
  }

  @Nullable Living living() {
    return living;
  }

  /** Its policies room has taken other policies over. */
  void decideWith(ActivePolicies policies) {
    if (living != null) {
      living.bus().publish(ActivePolicies.CHANGED, policies);
    }
  }

  /**
   * Its door is sent a notice.
   *
   * @param deadline of the machine, by this member's clock
   */
  void hear(String machine, Instant deadline) {
    if (living != null) {
      String body =
          """
          {"providerId": "%s", "kind": "INTERRUPTION", "deadline": "%s"}"""
              .formatted(machine, deadline);
      Instant now = clock.now();
      living
          .bus()
          .ask(
              SpotNotice.TAKE,
              new SpotNotice(NOTICES.sign(now, body), body, now),
              Duration.ofSeconds(5));
    }
  }
}
