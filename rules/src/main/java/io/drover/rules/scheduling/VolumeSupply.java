package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.VolumeFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The volumes that waiting claims may take, by who may take them. */
final class VolumeSupply {
  /** The scheduler takes any of equal ones; ours is the first by name. */
  private static final Comparator<VolumeFact> SMALLEST_FIRST =
      Comparator.comparingLong((VolumeFact volume) -> bytes(volume))
          .thenComparing(VolumeFact::name);

  private final Map<String, List<VolumeFact>> openByClass = new HashMap<>();
  private final Map<String, List<VolumeFact>> reservedByClaim = new HashMap<>();

  VolumeSupply(Collection<VolumeFact> volumes) {
    volumes.stream()
        .filter(volume -> !volume.supply().deleting())
        .sorted(SMALLEST_FIRST)
        .forEach(this::add);
  }

  private void add(VolumeFact volume) {
    VolumeFact.ClaimRef claim = volume.claim();
    if (claim != null) {
      String key = claim.namespace() + "/" + claim.name();
      reservedByClaim.computeIfAbsent(key, any -> new ArrayList<>()).add(volume);
    } else if (volume.supply().available()) {
      openByClass.computeIfAbsent(className(volume), any -> new ArrayList<>()).add(volume);
    }
  }

  /** Those that are there for the claim only. */
  List<VolumeFact> reserved(ClaimFact claim, String storageClass) {
    return reservedByClaim.getOrDefault(claim.namespace() + "/" + claim.name(), List.of()).stream()
        .filter(volume -> volume.claim() != null && volume.claim().means(claim))
        .filter(volume -> className(volume).equals(storageClass) && serves(volume, claim))
        .toList();
  }

  /** Those that anybody may take, and the claim wants. */
  List<VolumeFact> open(ClaimFact claim, String storageClass) {
    return openByClass.getOrDefault(storageClass, List.of()).stream()
        .filter(volume -> serves(volume, claim))
        .filter(volume -> claim.terms().selector().matches(volume.supply().labels()))
        .filter(volume -> volume.accessModes().containsAll(claim.accessModes()))
        .toList();
  }

  private static boolean serves(VolumeFact volume, ClaimFact claim) {
    return bytes(volume) >= bytes(claim)
        && volume.supply().block() == claim.terms().block()
        && volume.supply().attributesClass().equals(claim.terms().attributesClass());
  }

  private static String className(VolumeFact volume) {
    return Objects.requireNonNullElse(volume.storageClass(), "");
  }

  private static long bytes(VolumeFact volume) {
    return Objects.requireNonNullElse(volume.capacityBytes(), 0L);
  }

  /** What the claim asks for; nothing said is nothing. */
  static long bytes(ClaimFact claim) {
    return Objects.requireNonNullElse(claim.requestedBytes(), 0L);
  }
}
