package io.drover.verticles.execution;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.FactBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Token;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.simulation.DirectBus;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NominationsTest {
  private static final Token TOKEN = new Token(1, 1);

  private final SimulatedTime time = new SimulatedTime(1);
  private final List<String> nominated = new ArrayList<>();
  private final List<JournalEntry> journal = new ArrayList<>();
  private ClusterOutcome answer = new ClusterOutcome.Done();
  private final Nominations nominations = new Nominations(house(), () -> {});

  @BeforeEach
  void bought() {
    nominations.bought("n1", buying("a", "b"));
  }

  @Test
  void nominatesThosePodsThatStillWaitOnceTheNodeHasJoined() {
    look(joining(), pending("a"), aPod("b").on("elsewhere"), pending("c"));

    assertThat(nominated).containsExactly("default/a→n1");
  }

  @Test
  void nominatesNobodyBeforeThereIsANode() {
    look(
        aManagedNode("n1").in(Phase.PROVISIONED, time.now()).instance("sim://n1").node(null),
        pending("a"));

    assertThat(nominated).isEmpty();
  }

  @Test
  void renewsANominationThatIsLostSixTimesAtMost() {
    for (int i = 0; i < 10; i++) {
      look(joining(), pending("a"), aPod("b").nominatedFor("n1"));
    }

    assertThat(nominated).hasSize(6).containsOnly("default/a→n1");
  }

  @Test
  void stopsHalfAMinuteAfterTheNodeServes() {
    Instant ready = time.now();
    time.pass(Duration.ofSeconds(30));

    look(served(ready), pending("a"));
    look(served(time.now()), pending("a"));

    assertThat(nominated).isEmpty();
  }

  @Test
  void nominatesWhileTheNodeHasServedForLess() {
    Instant ready = time.now();
    time.pass(Duration.ofSeconds(29));

    look(served(ready), pending("a"));

    assertThat(nominated).containsExactly("default/a→n1");
  }

  @Test
  void nominatesNobodyForANodeThatGoes() {
    look(joining().removedFor("REMOVED_BY_HAND"), pending("a"));

    assertThat(nominated).isEmpty();
  }

  @Test
  void saysOnceThatItMayNotAndStops() {
    answer = new ClusterOutcome.Refused("cannot patch resource pods/status");

    look(joining(), pending("a"), pending("b"));
    look(joining(), pending("a"), pending("b"));
    nominations.bought("n1", buying("c"));
    look(joining(), pending("c"));
    time.pass(Duration.ofSeconds(1));

    assertThat(nominated).hasSize(2);
    assertThat(journal)
        .singleElement()
        .extracting(JournalEntry::text)
        .asString()
        .contains("cannot patch resource pods/status");
  }

  private void look(ManagedNodeBuilder record, PodBuilder... pods) {
    FactBuilder[] facts =
        Stream.concat(Stream.of(record), Stream.of(pods)).toArray(FactBuilder[]::new);
    boolean joined = record.build().progress().nodeName() != null;
    FactBuilder[] none = {};
    nominations.look(
        aWorld()
            .with(facts)
            .with(joined ? new FactBuilder[] {aNode("n1").notReady()} : none)
            .build(),
        TOKEN);
  }

  private ManagedNodeBuilder joining() {
    return aManagedNode("n1").in(Phase.JOINED, time.now()).instance("sim://n1").node("n1");
  }

  private static ManagedNodeBuilder served(Instant since) {
    return aManagedNode("n1").in(Phase.READY, since).instance("sim://n1").node("n1");
  }

  private static PodBuilder pending(String name) {
    return aPod(name).stands(PodFact.Scheduling.UNSCHEDULABLE);
  }

  private static Action.BuyNode buying(String... pods) {
    OfferingFact offering = anOffering("small").build();
    return new Action.BuyNode(
        new GroupName("general"),
        offering.id(),
        offering.price(),
        Stream.of(pods).map(pod -> new PodKey("default", pod)).toList(),
        Reason.PODS_UNSCHEDULABLE);
  }

  private Future<ClusterOutcome> take(ClusterCommand command) {
    if (command instanceof ClusterCommand.NominatePod(var pod, var uid, var node)) {
      nominated.add(pod + "→" + node);
    }
    return Future.succeededFuture(answer);
  }

  private ExecutionHouse house() {
    DirectBus bus = new DirectBus(time);
    Rooms rooms = new Rooms("cluster-uid");
    bus.listen(rooms.journal(), journal::add);
    return new ExecutionHouse(
        new ExecutionHouse.Line(bus, rooms),
        new ExecutionHouse.Time(time, time, time, time),
        new Held(time),
        order -> take(order.command()),
        name -> Optional.empty());
  }

  /** The cluster is ours. */
  private record Held(SimulatedTime time) implements Ownership {
    @Override
    public Optional<Claim> current() {
      return Optional.of(new Claim(TOKEN, time.now().plusSeconds(15)));
    }

    @Override
    public void onChange(Runnable task) {}

    @Override
    public String holder() {
      return "us";
    }
  }
}
