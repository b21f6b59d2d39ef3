package io.drover.verticles.execution;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbsencesTest {
  private static final Token CLAIM = new Token(1, 1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final PassingTime time = new PassingTime();
  private final ManagedNodeFact gone = aManagedNode("gone").build();
  private final World without =
      aWorld()
          .with(aGroup("general"))
          .with(aManagedNode("gone"), aManagedNode("there"))
          .with(aNode("there"))
          .build();
  private final World with =
      aWorld()
          .with(aGroup("general"))
          .with(aManagedNode("gone"), aManagedNode("there"))
          .with(aNode("gone"), aNode("there"))
          .build();
  private final Absences absences =
      new Absences(
          new ExecutionHouse(
              new ExecutionHouse.Line(new ImmediateBus(), new Rooms("uid")),
              new ExecutionHouse.Time(time, time, time, time),
              nobody(),
              order -> Future.failedFuture("nobody"),
              name -> Optional.empty()));

  private static Ownership nobody() {
    return new Ownership() {
      @Override
      public Optional<Claim> current() {
        return Optional.empty();
      }

      @Override
      public void onChange(Runnable task) {}

      @Override
      public String holder() {
        return "";
      }
    };
  }

  private Duration after(Duration passed, World world, Token claim, Instant proven) {
    time.pass(passed);
    absences.look(world, claim, proven);
    return absences.of(gone);
  }

  @Test
  void countAsFarAsTheViewIsProvenAndNotByTheClock() {
    Instant begin = time.now();
    assertThat(after(Duration.ZERO, without, CLAIM, begin)).isZero();

    assertThat(after(MINUTE.multipliedBy(9), without, CLAIM, begin.plus(MINUTE))).isEqualTo(MINUTE);
    assertThat(after(MINUTE, without, CLAIM, Instant.MIN)).as("the view is not whole").isZero();
    assertThat(after(MINUTE, without, CLAIM, begin.minus(MINUTE))).isZero();
  }

  @Test
  void beginAnewWithANodeThatWasThereInBetweenAndWithAnotherClaim() {
    Instant begin = time.now();
    after(Duration.ZERO, without, CLAIM, begin);
    after(MINUTE, with, CLAIM, time.now());
    after(MINUTE, without, CLAIM, time.now());
    assertThat(after(MINUTE, without, CLAIM, begin.plus(MINUTE.multipliedBy(3)))).isEqualTo(MINUTE);

    Token next = new Token(1, 2);
    assertThat(after(MINUTE, without, next, begin.plus(MINUTE.multipliedBy(4)))).isZero();
  }
}
