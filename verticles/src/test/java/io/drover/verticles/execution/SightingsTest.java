package io.drover.verticles.execution;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What lists of machines are worth after the claim, the clock or the machine itself has gone. */
class SightingsTest {
  private static final ProviderName SIM = new ProviderName("sim");

  private final PassingTime time = new PassingTime();
  private final List<Instance> listed = new ArrayList<>();
  private Optional<Claim> claim = Optional.of(new Claim(new Token(1, 1), Instant.MAX));
  private int lists;
  private int deleted;

  private final NodeProvider provider =
      new NodeProvider() {
        @Override
        public Capabilities capabilities() {
          return new Capabilities(
              Capabilities.Identity.CHOSEN,
              Capabilities.Creation.FIND_BY_NAME,
              true,
              Duration.ofSeconds(30));
        }

        @Override
        public Future<ProviderAnswer> perform(ProviderCommand command) {
          if (command instanceof ProviderCommand.Delete) {
            deleted++;
            return Future.succeededFuture(new ProviderAnswer.Deleting());
          }
          lists++;
          return Future.succeededFuture(new ProviderAnswer.Listed(List.copyOf(listed), ""));
        }
      };

  private final Ownership ownership =
      new Ownership() {
        @Override
        public Optional<Claim> current() {
          return claim;
        }

        @Override
        public void onChange(Runnable task) {}

        @Override
        public String holder() {
          return "";
        }
      };

  private final World world = aWorld().with(aGroup("general")).build();
  private final Sightings sightings = new Sightings(house(), settings(), this::seen, () -> {});

  private Optional<World> seen() {
    return Optional.of(world);
  }

  private static ExecutionSettings settings() {
    return ExecutionSettings.of("home", "");
  }

  private ExecutionHouse house() {
    return new ExecutionHouse(
        new ExecutionHouse.Line(new ImmediateBus(), new Rooms("uid")),
        new ExecutionHouse.Time(time, time, time, time),
        ownership,
        order -> Future.failedFuture("nobody"),
        name -> Optional.of(provider));
  }

  private static ManagedNodeFact record(Phase phase) {
    return aManagedNode("n1").in(phase, Instant.EPOCH).build();
  }

  private static Instance machine(String id, ManagedNodeFact record) {
    OwnerTag owner = new OwnerTag("home", "uid", "general", record.identity().uid());
    return new Instance(id, id, Instance.State.RUNNING, owner);
  }

  private void list() {
    time.pass(settings().sightings());
    sightings.refresh(world);
  }

  @Test
  void forgetWhatWasListedUnderAFormerClaim() {
    listed.add(machine("sim://n1", record(Phase.READY)));
    sightings.under(new Token(1, 1));
    sightings.refresh(world);
    assertThat(sightings.machineId(SIM, record(Phase.READY))).isEqualTo("sim://n1");

    sightings.under(new Token(1, 1));
    assertThat(sightings.listing(SIM)).isPresent();
    sightings.under(new Token(1, 2));
    assertThat(sightings.listing(SIM)).isEmpty();
  }

  @Test
  void goOnThoughTheClockIsSetBack() {
    sightings.refresh(world);
    time.setClock(Duration.ofMinutes(-14));
    int before = lists;

    list();

    assertThat(lists).isGreaterThan(before);
  }

  @Test
  void countASecondMachineAtOnceWhenTheOwnOneGoes() {
    sightings.refresh(world);
    listed.add(machine("sim://n1", record(Phase.READY)));
    listed.add(machine("sim://n1.2", record(Phase.READY)));
    list();

    assertThat(sightings.surplus(SIM, record(Phase.READY), world)).isEmpty();
    assertThat(sightings.surplus(SIM, record(Phase.TERMINATING), world))
        .containsExactly("sim://n1.2");
  }

  @Test
  void countNoMachineThatAnotherRecordStandsForAsASecondOneOrAsOneThatIsThereAfterAll() {
    World both =
        aWorld()
            .with(aGroup("general"))
            .with(aManagedNode("n1").in(Phase.TERMINATING, Instant.EPOCH))
            .with(aManagedNode("other").instance("sim://n1.2"))
            .build();
    sightings.refresh(world);
    listed.add(machine("sim://n1", record(Phase.READY)));
    listed.add(machine("sim://n1.2", record(Phase.READY)));
    list();

    assertThat(sightings.surplus(SIM, record(Phase.TERMINATING), both)).isEmpty();
    assertThat(sightings.tagged(SIM, record(Phase.FAILED), both)).isNull();
    assertThat(sightings.tagged(SIM, record(Phase.FAILED), world)).isEqualTo("sim://n1");
  }

  @Test
  void sendNothingUnderAClaimThatIsNotHeldAnyMore() {
    ProviderCommand.Delete delete =
        new ProviderCommand.Delete(
            new OwnerTag("home", "uid", "general", "i"),
            "sim://n1",
            java.util.Map.of(),
            null,
            new Token(1, 1));
    NodeProvider claimed = new UnderClaim(provider, ownership);

    claimed.perform(delete);
    assertThat(deleted).isEqualTo(1);
    claim = Optional.of(new Claim(new Token(1, 2), Instant.MAX));
    claimed.perform(delete);
    claim = Optional.empty();
    claimed.perform(delete);

    assertThat(deleted).isEqualTo(1);
  }
}
