package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** What is done to node groups of a cluster in memory. */
final class EmbeddedGroups {
  private final EmbeddedStore store;
  private final Clock clock;

  EmbeddedGroups(EmbeddedStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  ClusterOutcome make(ClusterCommand.MakeGroup make) {
    if (store.now().group(make.group()).isPresent()) {
      return new ClusterOutcome.Conflict("there is a NodeGroup " + make.group());
    }
    Instant now = clock.now();
    return new ClusterOutcome.Wrote(
        store.put(
            revision ->
                new NodeGroupFact(
                    make.group(),
                    "group-" + revision,
                    Long.toString(revision),
                    make.spec(),
                    "",
                    NodeGroupFact.History.NONE,
                    NodeGroupFact.End.NONE,
                    now)));
  }

  ClusterOutcome drop(ClusterCommand.DropGroup drop) {
    Optional<NodeGroupFact> old =
        store.now().group(drop.group()).filter(group -> group.uid().equals(drop.uid()));
    if (old.isPresent() && !old.get().resourceVersion().equals(drop.resourceVersion())) {
      return new ClusterOutcome.Conflict("NodeGroup is at " + old.get().resourceVersion());
    }
    old.ifPresent(group -> deleteByHand(group.name()));
    return new ClusterOutcome.Done();
  }

  ClusterOutcome write(ClusterCommand.WriteGroup write) {
    Optional<NodeGroupFact> old =
        store.now().group(write.group()).filter(group -> group.uid().equals(write.uid()));
    if (old.isEmpty()) {
      return new ClusterOutcome.Absent("group " + write.group());
    }
    if (!old.get().resourceVersion().equals(write.resourceVersion())) {
      return new ClusterOutcome.Conflict("NodeGroup is at " + old.get().resourceVersion());
    }
    return new ClusterOutcome.Wrote(
        store.put(
            revision ->
                new NodeGroupFact(
                    old.get().name(),
                    old.get().uid(),
                    Long.toString(revision),
                    old.get().spec(),
                    old.get().hold(),
                    write.status().history(),
                    old.get().end(),
                    old.get().madeAt())));
  }

  ClusterOutcome guard(ClusterCommand.GuardGroup guard) {
    Optional<NodeGroupFact> old =
        store.now().group(guard.group()).filter(group -> group.uid().equals(guard.uid()));
    if (old.isEmpty()) {
      return new ClusterOutcome.Absent("group " + guard.group());
    }
    if (old.get().end().deleting() && !guard.guarded()) {
      store.drop(old.get().key());
      return new ClusterOutcome.Done();
    }
    NodeGroupFact.End end = new NodeGroupFact.End(guard.guarded(), old.get().end().deleting());
    return new ClusterOutcome.Wrote(ended(old.get(), end));
  }

  void deleteByHand(GroupName name) {
    store
        .now()
        .group(name)
        .ifPresent(
            group -> {
              if (group.end().guarded()) {
                var unused = ended(group, new NodeGroupFact.End(true, true));
              } else {
                store.drop(group.key());
              }
            });
  }

  private Fact ended(NodeGroupFact was, NodeGroupFact.End end) {
    return store.put(
        revision ->
            new NodeGroupFact(
                was.name(),
                was.uid(),
                Long.toString(revision),
                was.spec(),
                was.hold(),
                was.history(),
                end,
                was.madeAt()));
  }
}
