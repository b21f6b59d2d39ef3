package io.drover.daemon.snapshot;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NewGroupsBuilder.newGroups;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static io.drover.rules.facts.WorldBuilder.aDaemonSet;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.Freeze;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.TimeWindow;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.PastInterruption;
import io.drover.rules.plan.Remembered;
import io.drover.rules.safety.Circumstances;
import io.drover.rules.safety.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Small clusters from a seed, with something of everything. */
final class RandomInquiries {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final Random dice;
  private final WorldBuilder world = aWorld();

  private RandomInquiries(long seed) {
    dice = new Random(seed);
  }

  static Snapshot snapshot(long seed) {
    return new RandomInquiries(seed).snapshot();
  }

  private boolean often() {
    return dice.nextBoolean();
  }

  private Snapshot snapshot() {
    world.with(
        aGroup("general")
            .sized(dice.nextInt(2), 1 + dice.nextInt(4) + 1)
            .scalingDown(
                new GroupSpec.ScaleDown(
                    true,
                    0.5,
                    Duration.ofMinutes(10),
                    Duration.ofMinutes(10),
                    new GroupSpec.Terms(
                        Duration.ofMinutes(dice.nextInt(60)),
                        List.of(TimeWindow.parse("Mon..Fri 22:00-13:00 Europe/Berlin")),
                        Price.perHour("0.02"),
                        0.1,
                        0.8,
                        null,
                        often()),
                    new GroupSpec.Consolidation(often(), Duration.ofHours(1)),
                    often() ? Duration.ofMinutes(20) : null))
            .held(often() ? "" : "secret-move")
            .swinging(
                Swings.NONE.after(List.of("secret-ns-0/ReplicaSet/secret-web"), List.of(), NOW)));
    if (often()) {
      world.with(aGroup("gpu").tainted("gpu", "yes", Taint.Effect.NO_SCHEDULE));
    }
    if (often()) {
      world.with(aGroup("watched").observed());
    }
    nodes();
    for (int p = 0; p < dice.nextInt(12); p++) {
      world.with(pod(p));
    }
    world.with(aBudget("secret-budget", dice.nextInt(2)));
    world.with(aDaemonSet("secret-agent", aPod("secret-agent").asking("100m", "64Mi")));
    FactSnapshot facts = FactSnapshot.of(world.build());
    Inquiry inquiry =
        new Inquiry(
            "plan-1",
            NOW,
            facts,
            Map.of(new ProviderName("sim"), offerings()),
            usage(),
            interruptions(),
            dice.nextInt(8) == 0,
            new Remembered(
                Map.of(new NodeName("secret-node-0"), NOW.minusSeconds(dice.nextInt(2000))),
                Map.of(),
                Map.of(),
                often()
                    ? List.of()
                    : List.of(
                        new PastInterruption(
                            "sim://secret-gone", offerings().getFirst().id(), NOW)),
                often() ? null : Map.of(new NodeName("secret-node-0"), NOW)),
            new ClusterSettings(
                    -10,
                    ClusterSettings.DEFAULT.zones(),
                    Duration.ofSeconds(dice.nextInt(60)),
                    often() ? Set.of() : Set.of("secret-ns-0", "secret-ns-of-nobody"),
                    often()
                        ? List.of()
                        : List.of(new Freeze(NOW, NOW.plusSeconds(60), "secret-sale")))
                .making(often() ? null : newGroups().build()));
    Circumstances fresh = new Circumstances(NOW, NOW, true, true, "", 0);
    return new Snapshot(
        "prod", "v1", new TreeMap<>(Map.of("a.drl", "ü")), false, Limits.DEFAULT, fresh, inquiry);
  }

  private void nodes() {
    for (int n = 0; n < dice.nextInt(5); n++) {
      String name = "secret-node-" + n;
      var node = aNode(name).in("general").instance("sim://" + name).labelled("team", "secret-t");
      world.with(often() ? node.candidateSince(NOW.minus(Duration.ofMinutes(20))) : node);
      world.with(
          aManagedNode("secret-record-" + n)
              .in("general")
              .in(ManagedNodeFact.Phase.READY, NOW.minusSeconds(5000))
              .instance("sim://" + name)
              .node(name));
      for (int p = 0; p < dice.nextInt(3); p++) {
        world.with(
            aPod("secret-bound-" + n + "-" + p)
                .asking(100 + 100 * dice.nextInt(9) + "m", "64Mi")
                .on(name));
      }
    }
  }

  private PodBuilder pod(int number) {
    PodBuilder pod =
        aPod("secret-pod-" + number)
            .inNamespace("secret-ns-" + dice.nextInt(2))
            .labelled("app", "web")
            .labelled("owner", "secret-owner")
            .asking(200 + 300 * dice.nextInt(8) + "m", "256Mi");
    return switch (dice.nextInt(7)) {
      case 0 -> pod.tolerating("gpu");
      case 1 -> pod.selecting("disk", "ssd");
      case 2 -> pod.priority(-100);
      case 3 -> pod.notSimulated("resourceClaims");
      case 4 ->
          pod.spreading(
              new SpreadConstraint(
                  "kubernetes.io/hostname",
                  1,
                  1,
                  new LabelSelector(List.of(in("app", "web"))),
                  true,
                  false));
      default -> pod;
    };
  }

  private static List<OfferingFact> offerings() {
    return List.of(
        anOffering("small").costing("0.04").build(),
        anOffering("large").costing("0.09").with("4", "8Gi").build());
  }

  private Measured usage() {
    NodeName node = new NodeName("secret-node-1");
    return often()
        ? Measured.NOTHING
        : new Measured(true, List.of(new UtilizationFact(node, 0.1, dice.nextDouble(), NOW)));
  }

  private List<InterruptionFact> interruptions() {
    return often()
        ? List.of()
        : List.of(
            new InterruptionFact(
                "sim://secret-node-0", InterruptionFact.Kind.INTERRUPTION, null, NOW));
  }
}
