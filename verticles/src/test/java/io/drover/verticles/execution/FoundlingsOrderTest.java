package io.drover.verticles.execution;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The provider's machines are listed before the records are: a record that nobody could see yet
 * when its machine was listed does not make the machine nobody's.
 */
class FoundlingsOrderTest {
  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final ProviderName CLOUD = new ProviderName("cloud");
  private static final Position BEGIN = new Position(1, 1);

  private final SimulatedTime time = new SimulatedTime(1);
  private final ImmediateBus bus = new ImmediateBus();
  private final Rooms rooms = new Rooms("cluster-uid");
  private final List<ClusterCommand> ordered = new ArrayList<>();

  private static final class Owner implements Ownership {
    @Override
    public Optional<Claim> current() {
      return Optional.of(new Claim(new Token(1, 1), Instant.MAX));
    }

    @Override
    public void onChange(Runnable task) {}

    @Override
    public String holder() {
      return "me";
    }
  }

  /** Lists one machine, made for a record that may be there or not. */
  private static final class OneMachine implements NodeProvider {
    @Override
    public Capabilities capabilities() {
      return new Capabilities(
          Capabilities.Identity.CHOSEN, Capabilities.Creation.KEYED, true, Duration.ZERO);
    }

    @Override
    public Future<ProviderAnswer> perform(ProviderCommand command) {
      OwnerTag owner = new OwnerTag("home", "cluster-uid", "general", "managed-a");
      return Future.succeededFuture(
          new ProviderAnswer.Listed(
              List.of(new Instance("sim://a", "a", Instance.State.RUNNING, owner)), ""));
    }
  }

  @BeforeEach
  void open() {
    List<Fact> facts = List.of(aGroup("general").from("cloud").takingUpStraysAfter(GRACE).build());
    bus.answer(rooms.snapshot(), asked -> Future.succeededFuture(new FactSnapshot(BEGIN, facts)));
    bus.answer(
        Accounts.command(CLOUD),
        asked -> Future.succeededFuture(new ProviderAnswer.Offered(List.of(), "")));
    new ExecutionRoom(
            ExecutionSettings.of("home", ""),
            new ExecutionHouse(
                new ExecutionHouse.Line(bus, rooms),
                new ExecutionHouse.Time(time, time, time, time),
                new Owner(),
                order -> {
                  ordered.add(order.command());
                  return Future.succeededFuture(new ClusterOutcome.Unreachable("not here"));
                },
                name -> Optional.of(new OneMachine())))
        .start();
  }

  private void proven(Instant at) {
    bus.publish(rooms.view(), new ViewState(at, true, ""));
  }

  private List<ClusterCommand> takenUp() {
    return ordered.stream().filter(ClusterCommand.CreateRecord.class::isInstance).toList();
  }

  /** As a live view does. */
  private void passProving(Duration duration) {
    Instant end = time.now().plus(duration);
    while (time.now().isBefore(end)) {
      time.pass(Duration.ofSeconds(2));
      proven(time.now());
    }
  }

  @Test
  void judgesNoMachineByRecordsThatAreOlderThanItsList() {
    proven(time.now());

    time.pass(Duration.ofMinutes(10));

    assertThat(takenUp()).isEmpty();
  }

  @Test
  void judgesItOnceTheRecordsAreNewer() {
    passProving(GRACE.plusSeconds(30));

    assertThat(takenUp()).hasSize(1);
  }

  @Test
  void takesNothingUpWhoseRecordCameAfterTheListHadBegun() {
    proven(time.now());
    time.pass(GRACE.multipliedBy(3));

    bus.publish(
        rooms.factsChanged(),
        new FactBatch(new Position(1, 2), List.of(new Delta.Put(aManagedNode("a").build()))));
    passProving(Duration.ofMinutes(10));

    assertThat(takenUp()).isEmpty();
  }
}
