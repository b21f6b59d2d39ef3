package io.drover.rules.facts;

import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReferencesTest {
  private static final OwnerFact SET =
      new OwnerFact(
          OwnerFact.Kind.REPLICA_SET,
          "shop",
          "web",
          "u-1",
          new OwnerFact.Size.Replicas(3, null),
          null);

  @Test
  void findsTheOwnerThatAPodMeansAndNoOtherOfThatName() {
    ObservedWorld world = aWorld().with(SET).build();

    assertThat(world.owner("shop", new Owner("ReplicaSet", "web", "u-1"))).contains(SET);
    assertThat(world.owner("shop", new Owner("ReplicaSet", "web", "before"))).isEmpty();
    assertThat(world.owner("shop", new Owner("StatefulSet", "web", "u-1"))).isEmpty();
    assertThat(world.owner("shop", new Owner("Workflow", "web", "u-1"))).isEmpty();
    assertThat(world.owner("other", new Owner("ReplicaSet", "web", "u-1"))).isEmpty();
  }

  @Test
  void knowsEachKindByNameUntilItIsDropped() {
    ObservedWorld world = aWorld().with(all().toArray(Fact[]::new)).build();

    assertThat(world.claim("shop", "data")).isPresent();
    assertThat(world.volume("pv-1")).isPresent();
    assertThat(world.storageClass("fast")).isPresent();
    assertThat(world.csiNode(new NodeName("one"))).isPresent();
    assertThat(world.csiDriver("csi.io")).isPresent();
    assertThat(world.namespace("shop")).isPresent();
    assertThat(world.priorityClass("high")).isPresent();

    List<Delta> gone = all().stream().<Delta>map(fact -> new Delta.Drop(fact.key())).toList();
    world.apply(new FactBatch(new Position(1, 2), gone));

    assertThat(world.owners()).isEmpty();
    assertThat(world.claims()).isEmpty();
    assertThat(world.volumes()).isEmpty();
    assertThat(world.storageClasses()).isEmpty();
    assertThat(world.csiNode(new NodeName("one"))).isEmpty();
    assertThat(world.csiDriver("csi.io")).isEmpty();
    assertThat(world.namespaces()).isEmpty();
    assertThat(world.priorityClasses()).isEmpty();
  }

  @Test
  void tellsAClaimThatIsBoundFromOneThatIsOnlyMeantFor() {
    assertThat(claim(ClaimFact.Phase.BOUND, "pv-1").bound()).isTrue();
    assertThat(claim(ClaimFact.Phase.PENDING, "pv-1").bound()).isFalse();
    assertThat(claim(null, null).bound()).isFalse();
  }

  private static List<ReferencedFact> all() {
    return List.of(
        SET,
        claim(ClaimFact.Phase.BOUND, "pv-1"),
        new VolumeFact(
            "pv-1",
            "u-3",
            new VolumeFact.Place(List.of(), Map.of()),
            "fast",
            1L << 30,
            Set.of(AccessMode.READ_WRITE_ONCE),
            new VolumeFact.Source.Csi("csi.io", "v-1"),
            new VolumeFact.ClaimRef("shop", "data", "u-2")),
        new StorageClassFact("fast", "csi.io", null, List.of(), true),
        new CsiNodeFact(new NodeName("one"), Map.of()),
        new CsiDriverFact("csi.io", true, null),
        new NamespaceFact("shop", Map.of(), false),
        new PriorityClassFact("high", 1_000, false, null));
  }

  private static ClaimFact claim(ClaimFact.@Nullable Phase phase, @Nullable String volume) {
    return new ClaimFact(
        "shop",
        "data",
        "u-2",
        phase,
        volume,
        "fast",
        Set.of(AccessMode.READ_WRITE_ONCE),
        null,
        null);
  }
}
