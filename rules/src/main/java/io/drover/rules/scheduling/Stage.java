package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Nodes that are to be bought come up, and the pods that wait take them up as kube-scheduler would
 * have them. It tries pods by priority, then by how long they wait, each onto the node of the
 * highest score; one that is tried in vain comes after all others, whatever its priority. As nodes
 * become ready while it does so (a node that joins has all pods tried, and takes none before it is
 * ready), any pod may be the next then. So each performance begins with another pod and has nodes
 * become ready in another order: together, or one by one. Performances of one number are as alike
 * as the nodes allow.
 */
final class Stage {
  /** What the first pod is drawn by. */
  private static final long FIRST_POD = 1;

  private final ClusterModel model;
  private final List<Player> players;
  private final Budget budget;
  private long asksLeft;

  /** A pod that waits, with what it comes to in the model. */
  private record Player(PodFact pod, PodClass pods) {}

  /**
   * A stage on which these pods wait.
   *
   * @param model the nodes that are there, which take none of them; it is left as it was
   * @param mostAsked after so many questions whether a node takes a pod it is {@link #spent}
   */
  Stage(ClusterModel model, List<PodFact> pods, long mostAsked, Budget budget) {
    this.model = model;
    this.asksLeft = mostAsked;
    this.budget = budget;
    this.players =
        pods.stream()
            .sorted(
                Comparator.comparingInt((PodFact pod) -> -pod.traits().priority())
                    .thenComparing(pod -> pod.identity().createdAt())
                    .thenComparing(PodFact::podKey))
            .filter(pod -> model.refusalOfAll(pod) == null)
            .map(pod -> new Player(pod, model.classOf(pod)))
            .toList();
  }

  /** Whether no more is played; a performance that was going on has ended too early. */
  boolean spent() {
    return asksLeft <= 0 || budget.spent();
  }

  /** The pods that find a place when these nodes are bought. */
  Set<PodKey> perform(int number, List<Offer> nodes) {
    model.fork();
    try {
      return new Performance(number, nodes).run();
    } finally {
      model.revert();
    }
  }

  /**
   * Where something comes in the order of a performance: anywhere, but always there. The steps are
   * those of SplitMix64 (Steele, Lea and Flood 2014).
   */
  static long draw(int number, long what) {
    long mixed = what + (number + 1) * 0x9e37_79b9_7f4a_7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d0_49bb_1331_11ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** One of many ways in which it may go. */
  private final class Performance {
    private final int number;
    private final List<Offer> nodes;
    private final Queue<Player> waiting = new ArrayDeque<>();
    private final List<NodeSpace> ready = new ArrayList<>();
    private final Set<PodKey> taken = new HashSet<>();

    Performance(int number, List<Offer> nodes) {
      this.number = number;
      this.nodes = nodes;
    }

    Set<PodKey> run() {
      if (players.isEmpty()) {
        return taken;
      }
      int first = at(FIRST_POD);
      waiting.addAll(players.subList(first, players.size()));
      waiting.addAll(players.subList(0, first));
      Queue<Coming> coming = new PriorityQueue<>(coming());
      int inVain = 0;
      for (int tried = 0; inVain < waiting.size() && !spent(); tried++) {
        while (!coming.isEmpty() && coming.element().at() <= tried) {
          Coming next = coming.remove();
          ready.add(model.add("planned-" + next.node(), nodes.get(next.node()).template()));
          inVain = 0;
        }
        Player player = waiting.remove();
        if (finds(player)) {
          inVain = 0;
        } else {
          waiting.add(player);
          inVain += coming.isEmpty() ? 1 : 0;
        }
      }
      return taken;
    }

    /** In the first performance nothing has been tried, and all nodes are ready. */
    private int at(long what) {
      return number == 0 ? 0 : Math.floorMod(draw(number, what), players.size());
    }

    /** When each node becomes ready: all at once, or while each pod is tried once. */
    private List<Coming> coming() {
      Map<Offer, Integer> seen = new HashMap<>();
      List<Coming> coming = new ArrayList<>();
      for (int n = 0; n < nodes.size(); n++) {
        int before = seen.merge(nodes.get(n), 1, Integer::sum);
        long which = 31L * nodes.get(n).name().hashCode() + before;
        coming.add(new Coming(n, number % 2 == 0 ? 0 : at(which)));
      }
      return coming;
    }

    private boolean finds(Player player) {
      List<NodeSpace> open = new ArrayList<>();
      asksLeft -= ready.size();
      for (NodeSpace node : ready) {
        if (Predicates.refusal(player.pods(), node) == null) {
          open.add(node);
        }
      }
      NodeSpace best = Scores.best(player.pod(), player.pods(), open);
      if (best == null || model.settle(player.pod(), best) != null) {
        return false;
      }
      taken.add(player.pod().podKey());
      return true;
    }
  }

  /**
   * A node becomes ready.
   *
   * @param at how many pods have been tried before
   */
  private record Coming(int node, int at) implements Comparable<Coming> {
    @Override
    public int compareTo(Coming other) {
      int byTime = Integer.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(node, other.node);
    }
  }
}
