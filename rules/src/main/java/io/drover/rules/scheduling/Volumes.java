package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.CsiDriverFact;
import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What pods' volumes come to in one world, and what is settled for them in one model. */
final class Volumes {
  private final World world;
  private final Map<String, ClaimUses> uses = new HashMap<>();
  private final Bindings bindings = new Bindings();
  private @Nullable VolumeSupply supply;
  private @Nullable ExpectedDrivers expected;

  Volumes(World world) {
    this.world = world;
  }

  /** Forgets who uses which claim; what is settled stays. */
  void restart() {
    uses.clear();
  }

  /** How many pods stand that use a claim for themselves, by claim. */
  Map<String, Integer> used() {
    Map<String, Integer> used = new TreeMap<>();
    uses.forEach(
        (claim, pods) -> {
          if (pods.any()) {
            used.put(claim, pods.number());
          }
        });
    return used;
  }

  Bindings bindings() {
    return bindings;
  }

  /** The drivers of a node that is there; without a CSINode it has none. */
  Map<String, CsiNodeFact.Driver> drivers(NodeFact node) {
    return world.csiNode(node.name()).map(CsiNodeFact::drivers).orElse(Map.of());
  }

  /** The plugins of Kubernetes' own that have moved to CSI drivers on a node that is there. */
  Set<String> migratedPlugins(NodeFact node) {
    return world.csiNode(node.name()).map(CsiNodeFact::migratedPlugins).orElse(Set.of());
  }

  /** What drivers will say of nodes to come. */
  ExpectedDrivers expected() {
    ExpectedDrivers known = expected;
    if (known == null) {
      known = new ExpectedDrivers(world);
      expected = known;
    }
    return known;
  }

  /** What the volumes of a class's pods come to. */
  Mounts mounts(PodVolumes volumes, String namespace) {
    if (!volumes.matter()) {
      return Mounts.NONE;
    }
    List<MountedClaim> claims = MountedClaim.of(volumes, namespace, world);
    WhyNot refusal = refusalOfAll(claims);
    return new Mounts(
        refusal,
        new VolumeRestrictions(volumes.disks(), exclusive(claims)),
        NodeVolumeLimits.of(claims, volumes.disks(), world),
        refusal == null ? binding(claims) : VolumeBinding.NONE,
        VolumeZone.of(claims, world));
  }

  /** In the scheduler's order of plugins. */
  private @Nullable WhyNot refusalOfAll(List<MountedClaim> claims) {
    WhyNot missing = VolumeRestrictions.refusalOfAll(claims);
    if (missing != null) {
      return missing;
    }
    WhyNot unbound = VolumeBinding.refusalOfAll(claims, world);
    return unbound != null ? unbound : VolumeZone.refusalOfAll(claims, world);
  }

  private List<ClaimUses> exclusive(List<MountedClaim> claims) {
    return claims.stream()
        .filter(MountedClaim::exclusive)
        .map(claim -> uses.computeIfAbsent(claim.key(), any -> new ClaimUses()))
        .toList();
  }

  private VolumeBinding binding(List<MountedClaim> claims) {
    List<VolumeBinding.Bound> bound = new ArrayList<>();
    List<WaitingClaim> waiting = new ArrayList<>();
    for (MountedClaim claim : claims) {
      ClaimFact fact = claim.fact();
      if (fact != null && fact.bound()) {
        bound.add(
            VolumeBinding.Bound.to(Optional.ofNullable(fact.volumeName()).flatMap(world::volume)));
      } else if (fact != null) {
        Optional.ofNullable(fact.storageClass())
            .flatMap(world::storageClass)
            .ifPresent(storageClass -> waiting.add(waiting(fact, storageClass)));
      }
    }
    waiting.sort(Comparator.comparingLong(each -> VolumeSupply.bytes(each.claim())));
    return bound.isEmpty() && waiting.isEmpty()
        ? VolumeBinding.NONE
        : new VolumeBinding(List.copyOf(bound), List.copyOf(waiting), bindings);
  }

  private WaitingClaim waiting(ClaimFact claim, StorageClassFact storageClass) {
    VolumeSupply volumes = supply;
    if (volumes == null) {
      volumes = new VolumeSupply(world.volumes());
      supply = volumes;
    }
    boolean counted =
        claim.requestedBytes() != null
            && world
                .csiDriver(storageClass.provisioner())
                .map(CsiDriverFact::storageCapacity)
                .orElse(false);
    return new WaitingClaim(
        claim,
        storageClass,
        volumes.reserved(claim, storageClass.name()),
        volumes.open(claim, storageClass.name()),
        counted ? storageClass.provisioner() : null);
  }
}
