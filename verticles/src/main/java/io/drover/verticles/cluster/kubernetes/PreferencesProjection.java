package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Preferences;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Weighted;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PreferredSchedulingTerm;
import io.fabric8.kubernetes.api.model.WeightedPodAffinityTerm;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a pod would rather have, as kube-scheduler's scoring plugins read it. A preference that no
 * API server accepts is left out by itself: no pod stays unread for it.
 */
final class PreferencesProjection {
  private PreferencesProjection() {}

  static Preferences preferences(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    Affinity affinity = pod.getSpec().getAffinity();
    Preferences read =
        new Preferences(
            nodes(affinity),
            affinity == null || affinity.getPodAffinity() == null
                ? List.of()
                : pods(
                    affinity.getPodAffinity().getPreferredDuringSchedulingIgnoredDuringExecution(),
                    meta),
            affinity == null || affinity.getPodAntiAffinity() == null
                ? List.of()
                : pods(
                    affinity
                        .getPodAntiAffinity()
                        .getPreferredDuringSchedulingIgnoredDuringExecution(),
                    meta),
            spread(pod));
    return read.matter() ? read : Preferences.NONE;
  }

  private static List<SpreadConstraint> spread(Pod pod) {
    return CompanyProjection.constraints(pod, "ScheduleAnyway")
        .flatMap(
            constraint ->
                readable(() -> CompanyProjection.spread(constraint, pod.getMetadata())).stream())
        .toList();
  }

  /** A term without expressions is no wish (component-helpers' PreferredSchedulingTerms). */
  private static List<Weighted<SelectorTerm>> nodes(@Nullable Affinity affinity) {
    if (affinity == null || affinity.getNodeAffinity() == null) {
      return List.of();
    }
    return OrEmpty.list(
            affinity.getNodeAffinity().getPreferredDuringSchedulingIgnoredDuringExecution())
        .stream()
        .filter(wish -> wish.getPreference() != null && says(wish.getPreference()))
        .filter(wish -> weight(wish.getWeight()) > 0)
        .flatMap(wish -> readable(() -> node(wish)).stream())
        .toList();
  }

  private static boolean says(NodeSelectorTerm term) {
    return !OrEmpty.list(term.getMatchExpressions()).isEmpty()
        || !OrEmpty.list(term.getMatchFields()).isEmpty();
  }

  private static Weighted<SelectorTerm> node(PreferredSchedulingTerm wish) {
    return new Weighted<>(
        weight(wish.getWeight()), Selectors.terms(List.of(wish.getPreference())).getFirst());
  }

  private static List<Weighted<AffinityTerm>> pods(
      @Nullable List<WeightedPodAffinityTerm> wishes, ObjectMeta meta) {
    return OrEmpty.list(wishes).stream()
        .filter(wish -> wish.getPodAffinityTerm() != null && weight(wish.getWeight()) > 0)
        .flatMap(wish -> readable(() -> pod(wish, meta)).stream())
        .toList();
  }

  private static Weighted<AffinityTerm> pod(WeightedPodAffinityTerm wish, ObjectMeta meta) {
    return new Weighted<>(
        weight(wish.getWeight()), CompanyProjection.term(wish.getPodAffinityTerm(), meta));
  }

  private static int weight(@Nullable Integer weight) {
    return weight == null ? 0 : weight;
  }

  private static <T> List<T> readable(Supplier<T> read) {
    try {
      return List.of(read.get());
    } catch (Unreadable noApiServerAcceptsIt) {
      return List.of();
    }
  }
}
