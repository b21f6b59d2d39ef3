package io.drover.rules.facts;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Node groups that may be made for pods that no group can take.
 *
 * @param template what each of them is, but for the labels and taints that its pods ask for
 * @param most of them that there may be at a time
 * @param emptyFor how long one must have been without nodes before it is removed
 * @param labelPrefixes what keys of labels may begin with; empty for any key that is not reserved
 */
public record NewGroups(
    GroupSpec template, int most, Duration emptyFor, List<String> labelPrefixes) {
  /** Whose labels say what a node is and who it belongs to; no pod has them put on one. */
  private static final Set<String> RESERVED = Set.of("kubernetes.io", "k8s.io", "drover.dev");

  public NewGroups {
    labelPrefixes = List.copyOf(labelPrefixes);
  }

  /** Whether the key is of Kubernetes, of a part of it, or of Drover. */
  public static boolean reserved(String labelKey) {
    int slash = labelKey.indexOf('/');
    String domain = slash < 0 ? "" : labelKey.substring(0, slash);
    return RESERVED.stream().anyMatch(one -> domain.equals(one) || domain.endsWith("." + one));
  }

  /** Whether nodes may be given a label of that key because pods ask for it. */
  public boolean admits(String labelKey) {
    return !reserved(labelKey)
        && (labelPrefixes.isEmpty() || labelPrefixes.stream().anyMatch(labelKey::startsWith));
  }

  /** The template with these labels and taints besides; its own labels come first. */
  public GroupSpec carrying(Map<String, String> labels, Collection<Taint> taints) {
    GroupSpec.Template own = template.template();
    Map<String, String> allLabels = new HashMap<>(labels);
    allLabels.putAll(own.labels());
    Set<Taint> allTaints = new LinkedHashSet<>(own.taints());
    allTaints.addAll(taints);
    return new GroupSpec(
        template.provider(),
        template.size(),
        template.priority(),
        template.mode(),
        template.choice(),
        new GroupSpec.Template(
            allLabels,
            List.copyOf(allTaints),
            own.startupTaints(),
            own.capacityOverrides(),
            own.startupTaintPrefixes()),
        template.limits(),
        template.behaviour(),
        template.settings());
  }
}
