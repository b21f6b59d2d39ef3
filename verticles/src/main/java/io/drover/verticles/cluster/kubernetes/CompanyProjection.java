package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Company;
import io.drover.rules.facts.SpreadConstraint;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodAffinityTerm;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a pod demands of the pods around it, with kube-scheduler's defaults. What no API server
 * accepts is not guessed at.
 */
final class CompanyProjection {
  private CompanyProjection() {}

  static Company company(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    List<SpreadConstraint> spread =
        constraints(pod, "DoNotSchedule").map(constraint -> spread(constraint, meta)).toList();
    Affinity affinity = pod.getSpec().getAffinity();
    List<AffinityTerm> near =
        affinity == null || affinity.getPodAffinity() == null
            ? List.of()
            : terms(
                affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution(),
                meta);
    List<AffinityTerm> apart =
        affinity == null || affinity.getPodAntiAffinity() == null
            ? List.of()
            : terms(
                affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution(),
                meta);
    return spread.isEmpty() && near.isEmpty() && apart.isEmpty()
        ? Company.ANY
        : new Company(spread, near, apart);
  }

  /** Those constraints of a pod on its spread that say this of being unsatisfied. */
  static Stream<TopologySpreadConstraint> constraints(Pod pod, String whenUnsatisfiable) {
    return OrEmpty.list(pod.getSpec().getTopologySpreadConstraints()).stream()
        .filter(constraint -> whenUnsatisfiable.equals(constraint.getWhenUnsatisfiable()));
  }

  /** The scheduler itself reads the labels that {@code matchLabelKeys} names, at every attempt. */
  static SpreadConstraint spread(TopologySpreadConstraint constraint, ObjectMeta meta) {
    return new SpreadConstraint(
        topologyKey(constraint.getTopologyKey()),
        atLeastOne("maxSkew", constraint.getMaxSkew(), 0),
        atLeastOne("minDomains", constraint.getMinDomains(), 1),
        Selectors.alike(
            Selectors.ofLabels(constraint.getLabelSelector()),
            constraint.getMatchLabelKeys(),
            OrEmpty.map(meta.getLabels())),
        honors(constraint.getNodeAffinityPolicy(), true),
        honors(constraint.getNodeTaintsPolicy(), false));
  }

  private static List<AffinityTerm> terms(@Nullable List<PodAffinityTerm> terms, ObjectMeta meta) {
    return OrEmpty.list(terms).stream().map(term -> term(term, meta)).toList();
  }

  /**
   * The keys {@code matchLabelKeys} and {@code mismatchLabelKeys} are of no matter here: the API
   * server has put what they mean into the selector when the pod was made, and the scheduler reads
   * nothing but the selector.
   */
  static AffinityTerm term(PodAffinityTerm term, ObjectMeta meta) {
    Set<String> namespaces = new HashSet<>(OrEmpty.list(term.getNamespaces()));
    if (namespaces.isEmpty() && term.getNamespaceSelector() == null) {
      namespaces.add(meta.getNamespace());
    }
    return new AffinityTerm(
        topologyKey(term.getTopologyKey()),
        namespaces,
        Selectors.ofLabels(term.getNamespaceSelector()),
        Selectors.ofLabels(term.getLabelSelector()));
  }

  private static String topologyKey(@Nullable String key) {
    if (OrEmpty.text(key).isEmpty()) {
      throw new Unreadable("a constraint on other pods has no topologyKey");
    }
    return OrEmpty.text(key);
  }

  private static int atLeastOne(String field, @Nullable Integer value, int silent) {
    int number = value == null ? silent : value;
    if (number < 1) {
      throw new Unreadable("%s %d is less than 1".formatted(field, number));
    }
    return number;
  }

  private static boolean honors(@Nullable String policy, boolean silent) {
    return policy == null ? silent : policy.equals("Honor");
  }
}
