package io.drover.rules.scheduling;

import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.VolumeFact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A volume of Kubernetes' own as its CSI driver would have it, which is how VolumeBinding sees it
 * on nodes that announce the migration of its plugin (csi-translation-lib).
 *
 * @param plugin name of its plugin, as nodes announce it
 * @param affinity terms of which one must match the node: its zone is the driver's
 */
record MigratedVolume(String plugin, List<SelectorTerm> affinity) {
  private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final String OLD_REGION = "failure-domain.beta.kubernetes.io/region";
  private static final String REGION = "topology.kubernetes.io/region";

  private static final Map<String, Plugin> BY_FIELD =
      Map.of(
          "awsElasticBlockStore",
              new Plugin("kubernetes.io/aws-ebs", "topology.ebs.csi.aws.com/zone"),
          "gcePersistentDisk", new Plugin("kubernetes.io/gce-pd", "topology.gke.io/zone"),
          "cinder", new Plugin("kubernetes.io/cinder", "topology.cinder.csi.openstack.org/zone"));

  /** A plugin, and the node label by which its driver knows zones. */
  private record Plugin(String name, String zoneKey) {}

  /** Null if migration would leave the affinity as it is. */
  static @Nullable MigratedVolume of(VolumeFact volume) {
    Plugin plugin =
        volume.source() instanceof VolumeFact.Source.InTree own ? BY_FIELD.get(own.kind()) : null;
    return plugin == null
        ? null
        : new MigratedVolume(plugin.name, translated(volume.place(), plugin.zoneKey));
  }

  /** A zone of the affinity becomes the driver's; without one it is that of the labels. */
  private static List<SelectorTerm> translated(VolumeFact.Place place, String zoneKey) {
    boolean old = isOld(place);
    String zone = old ? OLD_ZONE : Templates.ZONE;
    List<SelectorTerm> terms = place.affinity();
    if (named(terms, zone)) {
      terms = renamed(terms, zone, zoneKey);
    } else {
      List<String> zones = zones(place.zoneLabels().getOrDefault(zone, ""));
      terms = zones.isEmpty() ? terms : within(terms, zoneKey, zones);
    }
    return old && named(terms, OLD_REGION) ? renamed(terms, OLD_REGION, REGION) : terms;
  }

  /** Whether it still goes by the zone label that nodes had before Kubernetes 1.17. */
  private static boolean isOld(VolumeFact.Place place) {
    if (mentioned(place.affinity(), Templates.ZONE)) {
      return false;
    }
    return mentioned(place.affinity(), OLD_ZONE)
        || (!place.zoneLabels().containsKey(Templates.ZONE)
            && place.zoneLabels().containsKey(OLD_ZONE));
  }

  private static boolean mentioned(List<SelectorTerm> terms, String key) {
    return terms.stream()
        .flatMap(term -> term.expressions().stream())
        .anyMatch(expression -> expression.key().equals(key));
  }

  /** Whether some requirement of the label names a value. */
  private static boolean named(List<SelectorTerm> terms, String key) {
    return terms.stream()
        .flatMap(term -> term.expressions().stream())
        .anyMatch(expression -> expression.key().equals(key) && !expression.values().isEmpty());
  }

  private static List<SelectorTerm> renamed(List<SelectorTerm> terms, String key, String now) {
    return terms.stream()
        .map(
            term ->
                new SelectorTerm(
                    term.expressions().stream()
                        .map(
                            each ->
                                each.key().equals(key)
                                    ? new Requirement(now, each.operator(), each.values())
                                    : each)
                        .toList(),
                    term.fields()))
        .toList();
  }

  private static List<String> zones(String label) {
    TreeSet<String> zones = new TreeSet<>();
    Arrays.stream(label.split("__", -1)).map(String::strip).forEach(zones::add);
    zones.remove("");
    return List.copyOf(zones);
  }

  private static List<SelectorTerm> within(
      List<SelectorTerm> terms, String key, List<String> zones) {
    Requirement there = new Requirement(key, Requirement.Operator.IN, zones);
    List<SelectorTerm> all =
        terms.isEmpty() ? List.of(new SelectorTerm(List.of(), List.of())) : terms;
    return all.stream()
        .map(
            term -> {
              List<Requirement> expressions = new ArrayList<>(term.expressions());
              expressions.add(there);
              return new SelectorTerm(expressions, term.fields());
            })
        .toList();
  }
}
