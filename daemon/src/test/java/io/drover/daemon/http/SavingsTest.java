package io.drover.daemon.http;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Purchase;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.PhaseChange;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SavingsTest {
  private static final Instant THEN = Instant.parse("2026-11-20T12:00:00Z");
  private static final Offset<Double> CENT = within(0.01);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Savings savings = new Savings(registry, "prod");

  private static ManagedNodeBuilder node(String name, String price) {
    return aManagedNode(name).of(anOffering(name + "-type").costing(price).build());
  }

  private void goes(ManagedNodeBuilder record, World world) {
    savings.told(
        new PhaseChange(
            record.in(Phase.TERMINATING, THEN).build(), record.in(Phase.GONE, THEN).build(), true),
        world);
  }

  private double saved(String by) {
    var counter =
        registry.find("drover.estimated.monthly.savings").tags("by", by, "currency", "USD");
    return counter.counters().stream().mapToDouble(one -> one.count()).sum();
  }

  /** As a node that was bought because the other was too dear. */
  private static ManagedNodeFact cheaper(ManagedNodeFact heir, String reason) {
    Purchase was = heir.purchase();
    return new ManagedNodeFact(
        heir.identity(),
        new Purchase(was.group(), was.offering(), was.price(), was.plan(), reason, was.replaces()),
        heir.progress(),
        heir.writtenUnder());
  }

  @Test
  void areTheMonthlyPriceOfAnUnneededNode() {
    goes(node("idle", "0.10").removedFor("NODE_EMPTY"), aWorld().build());

    assertThat(saved("removal")).isEqualTo(73, CENT);
  }

  @Test
  void areNoneWhereANodeGoesForAnotherReason() {
    goes(node("old", "0.10").removedFor("NODE_EXPIRED"), aWorld().build());
    goes(node("sick", "0.10").removedFor("NODE_UNREADY"), aWorld().build());

    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void areTheDifferenceWhereACheaperNodeTakesThePlaceOfTwo() {
    ManagedNodeFact heir = node("heir", "0.12").replacing("a", "b").build();
    World world = aWorld().with(aGroup("general")).with(cheaper(heir, "NODE_TOO_DEAR")).build();

    goes(node("a", "0.10").removedFor("NODE_REPLACED"), world);
    assertThat(saved("replacement")).isZero();
    goes(node("b", "0.10").removedFor("NODE_REPLACED"), world);

    assertThat(saved("replacement")).isEqualTo(0.08 * 730, CENT);
    assertThat(saved("removal")).isZero();
  }

  @Test
  void areNoneWhereTheReplacementWasNotForThePrice() {
    ManagedNodeFact heir = node("heir", "0.02").replacing("a").build();
    World world = aWorld().with(cheaper(heir, "NODE_DRIFTED")).build();

    goes(node("a", "0.10").removedFor("NODE_REPLACED"), world);

    assertThat(registry.getMeters()).isEmpty();
  }
}
