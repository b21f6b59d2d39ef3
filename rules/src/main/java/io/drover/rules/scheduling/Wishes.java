package io.drover.rules.scheduling;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Preferences;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Weighted;
import io.drover.rules.facts.World;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What the pods of a node that is to be bought would rather have of it, as kube-scheduler's score
 * plugins look at it (TaintToleration, NodeAffinity, PodTopologySpread, InterPodAffinity).
 * Preferences are heard where they cost nothing: among offers of equal cost. Where they contradict
 * each other they give way in this order: pods that are wanted near, pods that are wanted far,
 * spread, nodes, and last taints that would rather not have the pods.
 */
final class Wishes {
  private final DomainCounts counts;

  /** How well an offer suits; more of the first is better, then more of the second, and so on. */
  record Suits(long taints, long nodes, long spread, long apart, long near)
      implements Comparable<Suits> {
    @Override
    public int compareTo(Suits other) {
      int byTaints = Long.compare(taints, other.taints);
      int byNodes = byTaints != 0 ? byTaints : Long.compare(nodes, other.nodes);
      int bySpread = byNodes != 0 ? byNodes : Long.compare(spread, other.spread);
      int byApart = bySpread != 0 ? bySpread : Long.compare(apart, other.apart);
      return byApart != 0 ? byApart : Long.compare(near, other.near);
    }

    Suits plus(Suits other) {
      return new Suits(
          taints + other.taints,
          nodes + other.nodes,
          spread + other.spread,
          apart + other.apart,
          near + other.near);
    }
  }

  static final Suits NOTHING = new Suits(0, 0, 0, 0, 0);

  Wishes(World world) {
    counts = new DomainCounts(world);
  }

  /** How well a node of the offer suits all these pods together. */
  Suits of(Collection<PodFact> pods, Offer offer) {
    List<Taint> soft =
        offer.template().taints().stream()
            .filter(taint -> taint.effect() == Taint.Effect.PREFER_NO_SCHEDULE)
            .toList();
    Suits all = NOTHING;
    PodFact last = null;
    Suits one = NOTHING;
    for (PodFact pod : pods) {
      if (last == null || !alike(pod, last)) {
        last = pod;
        one = soft.isEmpty() && !pod.preferences().matter() ? NOTHING : of(pod, offer, soft);
      }
      all = all.plus(one);
    }
    return all;
  }

  /** Whether they wish for the same; most share it by reference, which is seen at once. */
  private static boolean alike(PodFact pod, PodFact other) {
    return pod.preferences().equals(other.preferences())
        && pod.needs().equals(other.needs())
        && pod.podKey().namespace().equals(other.podKey().namespace());
  }

  private Suits of(PodFact pod, Offer offer, List<Taint> soft) {
    Preferences wishes = pod.preferences();
    Map<String, String> labels = offer.template().labels();
    long unwelcome =
        soft.stream()
            .filter(
                taint -> pod.needs().nodes().tolerations().stream().noneMatch(t -> t.covers(taint)))
            .count();
    long nodes =
        wishes.nodes().stream()
            .filter(wish -> matches(wish.term(), labels))
            .mapToLong(Weighted::weight)
            .sum();
    long spread = 0;
    for (SpreadConstraint constraint : wishes.spread()) {
      spread -= counts.spread(pod.podKey().namespace(), constraint, labels);
    }
    return new Suits(
        -unwelcome,
        nodes,
        spread,
        -weighed(wishes.apart(), labels),
        weighed(wishes.near(), labels));
  }

  private long weighed(Collection<Weighted<AffinityTerm>> wishes, Map<String, String> labels) {
    return wishes.stream()
        .mapToLong(wish -> wish.weight() * counts.near(wish.term(), labels))
        .sum();
  }

  /** Names of nodes to come are not known, so that a term with fields matches none. */
  static boolean matches(SelectorTerm term, Map<String, String> labels) {
    return term.fields().isEmpty()
        && !term.expressions().isEmpty()
        && term.expressions().stream().allMatch(each -> each.matches(labels));
  }

  /** From now on these pods are counted where a node of the offer stands. */
  void settle(Collection<PodFact> pods, Offer offer) {
    counts.add(pods, offer.template().labels());
  }
}
