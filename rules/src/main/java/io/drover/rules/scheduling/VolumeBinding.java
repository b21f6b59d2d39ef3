package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.References;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bound volumes must be reachable from the node, and each waiting claim needs a volume there, one
 * that exists or one that can be made. A bound in-tree volume is taken by what CSI migration makes
 * of its node affinity where the node announces it, one that is still to be bound by its own.
 *
 * @param bound the volumes that claims are bound to
 * @param waiting claims without a volume, the smallest first
 * @param bindings what is settled for claims of planned pods
 */
record VolumeBinding(List<Bound> bound, List<WaitingClaim> waiting, Bindings bindings) {
  static final VolumeBinding NONE = new VolumeBinding(List.of(), List.of(), new Bindings());

  /**
   * A volume that a claim is bound to.
   *
   * @param affinity terms of which one must match the node; empty = any node
   * @param migrated what it is to nodes that announce the migration of its plugin, null if none can
   * @param exists whether there is such a volume
   */
  record Bound(List<SelectorTerm> affinity, @Nullable MigratedVolume migrated, boolean exists) {
    static Bound to(Optional<VolumeFact> volume) {
      return volume
          .map(there -> new Bound(there.place().affinity(), MigratedVolume.of(there), true))
          .orElse(new Bound(List.of(), null, false));
    }

    boolean reaches(NodeSpace node) {
      List<SelectorTerm> terms =
          migrated != null && node.attached().announces(migrated.plugin())
              ? migrated.affinity()
              : affinity;
      return NodeAffinity.attracted(terms, "", node.labels());
    }
  }

  /** What the plugin says of the claims before it looks at nodes. */
  static @Nullable WhyNot refusalOfAll(List<MountedClaim> claims, References references) {
    for (MountedClaim claim : claims) {
      String unfit = unfit(claim);
      if (unfit != null) {
        return refusal(unfit);
      }
    }
    for (MountedClaim claim : claims) {
      String undecided = claim.fact() == null ? null : undecided(claim.fact(), references);
      if (undecided != null) {
        return refusal(undecided);
      }
    }
    boolean immediate =
        claims.stream()
            .map(MountedClaim::fact)
            .anyMatch(claim -> claim != null && !claim.bound() && !waits(claim, references));
    return immediate ? refusal("pod has unbound immediate PersistentVolumeClaims") : null;
  }

  static WhyNot refusal(String detail) {
    return new WhyNot(WhyNot.Cause.VOLUME_NOT_BINDABLE, detail);
  }

  private static @Nullable String unfit(MountedClaim claim) {
    ClaimFact fact = claim.fact();
    if (fact == null) {
      return claim.ephemeral()
          ? "waiting for ephemeral volume controller to create the persistentvolumeclaim \""
              + claim.name()
              + "\""
          : claim.notFound();
    }
    String named = "persistentvolumeclaim \"" + claim.name() + "\" ";
    if (fact.phase() == ClaimFact.Phase.LOST) {
      String volume = fact.volumeName() == null ? "" : fact.volumeName();
      return named + "bound to non-existent persistentvolume \"" + volume + "\"";
    }
    return fact.stage().deleting() ? named + "is being deleted" : claim.notThePods();
  }

  /** To the scheduler a class that does not say when it binds is an error. */
  private static @Nullable String undecided(ClaimFact claim, References references) {
    return claim.bound()
        ? null
        : storageClass(claim, references)
            .filter(named -> named.binding() == null)
            .map(named -> "VolumeBindingMode not set for StorageClass \"" + named.name() + "\"")
            .orElse(null);
  }

  /** One that names a volume already should be bound without the scheduler. */
  static boolean waits(ClaimFact claim, References references) {
    return !claim.bound()
        && claim.volumeName() == null
        && storageClass(claim, references)
            .filter(named -> named.binding() == StorageClassFact.Binding.WAIT_FOR_FIRST_CONSUMER)
            .isPresent();
  }

  private static Optional<StorageClassFact> storageClass(ClaimFact claim, References references) {
    return Optional.ofNullable(claim.storageClass()).flatMap(references::storageClass);
  }

  @Nullable WhyNot refuses(NodeSpace node) {
    return bound.isEmpty() && waiting.isEmpty() ? null : new VolumeSearch(this, node).refusal();
  }

  /** What would be settled for the claims if one of the pods stood on the node. */
  List<Binding> on(NodeSpace node) {
    return waiting.isEmpty() ? List.of() : new VolumeSearch(this, node).found();
  }
}
