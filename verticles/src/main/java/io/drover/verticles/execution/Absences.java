package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Transition;
import io.drover.verticles.bus.ClusterCommand.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ready nodes whose Node object is gone, and for how long that is proven. A restart counts anew.
 * Where many are gone at once, somebody has deleted what he should not have, or the view errs: then
 * it counts for none of them.
 */
final class Absences {
  private static final String VANISHED = "NODE_VANISHED";
  private static final String TOO_MANY = "TOO_MANY_UNHEALTHY";
  private static final int ALWAYS_ALLOWED = 2;

  private final ExecutionHouse house;
  private final Map<String, Begin> since = new HashMap<>();
  private Instant provenAt = Instant.MIN;
  private @Nullable Token claim;
  private boolean tooMany;

  /** When a Node was first missed, by the clock that views are proven by and by the steady one. */
  private record Begin(Instant clock, Instant steady) {}

  Absences(ExecutionHouse house) {
    this.house = house;
  }

  /**
   * Looks which are gone now.
   *
   * @param proven everything that was written before is in the world; long ago where it is not
   *     complete
   */
  void look(World world, Token token, Instant proven) {
    if (!token.equals(claim)) {
      claim = token;
      since.clear();
    }
    provenAt = proven;
    List<ManagedNodeFact> gone =
        world.unsettledNodes().stream().filter(record -> gone(record, world)).toList();
    Set<String> uids = new HashSet<>();
    gone.forEach(record -> uids.add(record.identity().uid()));
    since.keySet().retainAll(uids);
    Begin now = new Begin(house.time().clock().now(), house.time().clock().steady());
    uids.forEach(uid -> since.putIfAbsent(uid, now));
    bound(gone, world, token);
  }

  private static boolean gone(ManagedNodeFact record, World world) {
    String machine = record.progress().providerId();
    return record.phase() == Phase.READY
        && record.counts()
        && machine != null
        && world.nodeOn(machine).isEmpty();
  }

  private void bound(List<ManagedNodeFact> gone, World world, Token token) {
    long going = world.unsettledNodes().stream().filter(Absences::goesForThat).count();
    long ready = world.servingNodes().size() + world.sickNodes().size() + gone.size() + going;
    boolean many = gone.size() + going > Math.max(ALWAYS_ALLOWED, ready / 10) && !gone.isEmpty();
    if (many == tooMany) {
      return;
    }
    tooMany = many;
    String text =
        many
            ? gone.size() + " of " + ready + " Nodes are gone at once; no machine is deleted for it"
            : "Nodes that are gone are few enough again";
    house.journal("nodes-gone", Map.of(), many ? TOO_MANY : "", text);
    Set<GroupName> groups = new HashSet<>();
    gone.forEach(record -> groups.add(record.group()));
    world.groups().stream()
        .filter(group -> many && groups.contains(group.name()))
        .forEach(group -> house.tellGroup(group, Severity.WARNING, TOO_MANY, text, token));
  }

  private static boolean goesForThat(ManagedNodeFact record) {
    Removal removal = record.progress().removal();
    return removal != null && removal.reason().equals(VANISHED) && !record.over();
  }

  /**
   * For how long it is proven that the record has had no Node; zero where nothing is. A clock that
   * is set forward proves no more than has passed.
   */
  Duration of(ManagedNodeFact record) {
    Begin first = since.get(record.identity().uid());
    if (first == null || tooMany || !provenAt.isAfter(first.clock())) {
      return Duration.ZERO;
    }
    Duration proven = Duration.between(first.clock(), provenAt);
    Duration passed = Duration.between(first.steady(), house.time().clock().steady());
    return proven.compareTo(passed) < 0 ? proven : passed;
  }

  /** Tells people that a machine is given up for it. */
  void after(Transition by, NodeGroupFact group, ManagedNodeFact record, Token token) {
    if (by == Transition.NOTED_UNWANTED && VANISHED.equals(record.progress().failure())) {
      String text =
          "node "
              + record.progress().nodeName()
              + " was deleted and has not registered again; machine "
              + record.progress().providerId()
              + " is given up";
      house.tellGroup(group, Severity.WARNING, VANISHED, text, token);
    }
  }
}
