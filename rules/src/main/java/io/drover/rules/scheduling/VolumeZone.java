package io.drover.rules.scheduling;

import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.References;
import io.drover.rules.facts.VolumeFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Zone and region that a bound volume is labelled with must be the node's; a node without any such
 * label is in the only zone there is.
 *
 * @param places each must hold the node
 */
record VolumeZone(List<Place> places) {
  static final VolumeZone NONE = new VolumeZone(List.of());

  private static final WhyNot REFUSAL =
      new WhyNot(WhyNot.Cause.VOLUME_ELSEWHERE, "node(s) had no available volume zone");

  /** Old names of labels, and what they are called now. */
  private static final Map<String, String> NOW =
      Map.of(
          "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region");

  private static final List<String> KEYS =
      List.of(
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region",
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region");

  /** A label of a volume: the node must have one of the values. */
  record Place(String key, Set<String> values) {}

  /** The plugin looks the bound volumes up first; it does not look at ephemeral claims. */
  static @Nullable WhyNot refusalOfAll(List<MountedClaim> claims, References references) {
    return names(claims).stream()
        .filter(volume -> references.volume(volume).isEmpty())
        .findFirst()
        .map(
            volume ->
                new WhyNot(
                    WhyNot.Cause.VOLUME_ELSEWHERE, "persistentvolume \"" + volume + "\" not found"))
        .orElse(null);
  }

  static VolumeZone of(List<MountedClaim> claims, References references) {
    List<Place> places = new ArrayList<>();
    for (String name : names(claims)) {
      Optional<VolumeFact> volume = references.volume(name);
      volume.ifPresent(there -> places(there.place().zoneLabels(), places));
    }
    return places.isEmpty() ? NONE : new VolumeZone(List.copyOf(places));
  }

  private static List<String> names(List<MountedClaim> claims) {
    List<String> names = new ArrayList<>();
    for (MountedClaim claim : claims) {
      ClaimFact fact = claim.fact();
      String volume = fact == null || claim.ephemeral() ? null : fact.volumeName();
      if (volume != null) {
        names.add(volume);
      }
    }
    return names;
  }

  /** A label with an empty zone between its separators is passed over. */
  private static void places(Map<String, String> labels, List<Place> places) {
    for (String key : KEYS) {
      String value = labels.get(key);
      if (value != null) {
        Set<String> values =
            Arrays.stream(value.split("__", -1))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
        if (!values.contains("")) {
          places.add(new Place(key, values));
        }
      }
    }
  }

  @Nullable WhyNot refuses(NodeSpace node) {
    if (places.isEmpty() || KEYS.stream().noneMatch(node.labels()::containsKey)) {
      return null;
    }
    for (Place place : places) {
      String value = node.labels().get(place.key);
      if (value == null) {
        value = node.labels().get(NOW.getOrDefault(place.key, place.key));
      }
      if (value == null || !place.values.contains(value)) {
        return REFUSAL;
      }
    }
    return null;
  }
}
