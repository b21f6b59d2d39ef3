package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Nominates the pods that a node was bought for, from when its Node joins until they are bound:
 * else the scheduler fills the room that only some pods can use with others that could go
 * elsewhere, and what was bought for those stays empty. A failed attempt to preempt takes a
 * nomination away again (kube-scheduler, DefaultPreemption), so it is renewed, a few times.
 *
 * <p>It is a help, not a promise: it lies in memory only, and where it fails the scheduler decides
 * alone. Without the right to write {@code pods/status} nothing is nominated.
 */
final class Nominations {
  private static final int MOST_TIMES = 6;
  private static final int MOST_AT_ONCE = 16;
  private static final Duration AFTER_READY = Duration.ofSeconds(30);

  private final ExecutionHouse house;
  private final Map<String, List<Guest>> guests = new TreeMap<>();
  private final Runnable answered;
  private int underWay;
  private boolean denied;

  /**
   * Nobody is expected yet.
   *
   * @param answered run when all that was under way has been answered: there may be more to do
   */
  Nominations(ExecutionHouse house, Runnable answered) {
    this.house = house;
    this.answered = answered;
  }

  /** A pod that a node was bought for. */
  private static final class Guest {
    private final PodKey pod;
    private int times;
    private boolean underWay;

    Guest(PodKey pod) {
      this.pod = pod;
    }
  }

  /** A node has been recorded for these pods. */
  void bought(String record, Action.BuyNode purchase) {
    if (!denied && !purchase.pods().isEmpty()) {
      List<Guest> waiting = new ArrayList<>();
      purchase.pods().forEach(pod -> waiting.add(new Guest(pod)));
      guests.put(record, waiting);
    }
  }

  /** Nominates whom it may for the nodes that have joined. */
  void look(World world, Token token) {
    guests.entrySet().removeIf(expected -> isOver(expected.getKey(), expected.getValue(), world));
    guests.forEach(
        (record, waiting) ->
            world
                .managedNode(record)
                .flatMap(known -> node(known, world))
                .ifPresent(node -> nominate(waiting, node, world, token)));
  }

  /** Whether nobody is to be nominated any more for the node of that record. */
  private boolean isOver(String record, List<Guest> waiting, World world) {
    waiting.removeIf(guest -> world.pod(guest.pod).filter(Nominations::waits).isEmpty());
    return waiting.isEmpty()
        || denied
        || world
            .managedNode(record)
            .filter(ManagedNodeFact::wanted)
            .filter(known -> known.progress().removal() == null)
            .filter(known -> !servesForLong(known))
            .isEmpty();
  }

  private boolean servesForLong(ManagedNodeFact record) {
    Instant latest = record.progress().since().plus(AFTER_READY);
    return record.phase() == ManagedNodeFact.Phase.READY
        && !house.time().clock().now().isBefore(latest);
  }

  private static boolean waits(PodFact pod) {
    return switch (pod.state().scheduling()) {
      case WAITING, UNSCHEDULABLE, NOMINATED -> pod.state().deletingSince() == null;
      case GATED, BOUND, FINISHED -> false;
    };
  }

  /** The record need not say yet that the Node has joined. */
  private static Optional<NodeFact> node(ManagedNodeFact record, World world) {
    NodeName known = record.progress().nodeName();
    return known == null
        ? Optional.ofNullable(record.progress().providerId()).flatMap(world::nodeOn)
        : world.node(known);
  }

  private void nominate(List<Guest> waiting, NodeFact node, World world, Token token) {
    for (Guest guest : waiting) {
      if (underWay < MOST_AT_ONCE && guest.times < MOST_TIMES && !guest.underWay) {
        world
            .pod(guest.pod)
            .filter(pod -> pod.state().scheduling() != PodFact.Scheduling.NOMINATED)
            .ifPresent(pod -> nominate(guest, pod, node, token));
      }
    }
  }

  private void nominate(Guest guest, PodFact pod, NodeFact node, Token token) {
    guest.times++;
    guest.underWay = true;
    underWay++;
    ClusterCommand command =
        new ClusterCommand.NominatePod(guest.pod, pod.identity().uid(), node.name());
    house
        .cluster()
        .order(new ClusterOrder(token, command))
        .otherwise(failure -> new ClusterOutcome.Unreachable(String.valueOf(failure.getMessage())))
        .onSuccess(
            outcome -> {
              guest.underWay = false;
              underWay--;
              if (outcome instanceof ClusterOutcome.Refused(String detail)) {
                deny(detail);
              } else if (underWay == 0) {
                answered.run();
              }
            });
  }

  private void deny(String detail) {
    if (!denied) {
      denied = true;
      house.journal("nomination", Map.of(), "", "pods are not nominated for new nodes: " + detail);
    }
  }
}
