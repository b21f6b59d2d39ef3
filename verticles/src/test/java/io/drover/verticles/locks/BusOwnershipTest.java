package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusOwnershipTest {
  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private final Rooms rooms = new Rooms("uid");
  private final BusOwnership ownership = new BusOwnership(bus, rooms, time);
  private final AtomicInteger told = new AtomicInteger();

  @BeforeEach
  void start() {
    ownership.start();
    ownership.onChange(told::incrementAndGet);
  }

  private void claim(@Nullable Claim claim) {
    bus.publish(rooms.claim(), new ClaimState(claim, "home/one"));
  }

  private Claim valid(long fence) {
    return new Claim(new Token(1, fence), time.now().plusSeconds(15));
  }

  @Test
  void holdsNothingBeforeItIsToldAndAfterTheClaimRanOut() {
    assertThat(ownership.current()).isEmpty();
    claim(valid(1));
    assertThat(ownership.current()).isPresent();

    time.pass(Duration.ofSeconds(15));

    assertThat(ownership.current()).isEmpty();
  }

  @Test
  void holdsNothingLongerWhenTheClockIsSetBack() {
    claim(valid(1));
    time.setClock(Duration.ofMinutes(-11));
    assertThat(ownership.current()).isPresent();

    time.pass(Duration.ofSeconds(15));

    assertThat(ownership.current()).isEmpty();
  }

  @Test
  void tellsTakingLosingAndComingBackButNoRenewal() {
    claim(valid(1));
    claim(valid(1));
    assertThat(told).hasValue(1);

    claim(null);
    assertThat(told).hasValue(2);

    claim(valid(2));
    time.pass(Duration.ofSeconds(20));
    claim(valid(2));
    assertThat(told).hasValue(4);

    claim(valid(3));
    assertThat(told).hasValue(5);
  }
}
