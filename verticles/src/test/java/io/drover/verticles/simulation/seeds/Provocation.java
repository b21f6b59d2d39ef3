package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Toleration;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Trouble;
import io.drover.verticles.simulation.seeds.Network.Way;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Faults without which some edges of the state machine would hardly ever be passed. */
interface Provocation extends Fault {

  /** The cloud refuses for good, as when a quota is used up. */
  record Denied(Duration lasts) implements Provocation {
    @Override
    public void begin(SeededWorld world) {
      world.cloud().mood.denies = true;
    }

    @Override
    public void end(SeededWorld world) {
      world.cloud().mood.denies = false;
    }
  }

  /** Calls to the cloud are made, and nobody hears what became of them. */
  record AnswersLost(Duration lasts) implements Provocation {
    @Override
    public void begin(SeededWorld world) {
      world.members().forEach(m -> world.network().begin(way(m), Trouble.cut(false, true)));
    }

    private static Way way(Member member) {
      return new Way(member.number, Far.CLOUD);
    }

    @Override
    public void end(SeededWorld world) {
      world.members().forEach(m -> world.network().end(way(m), Trouble.cut(false, true)));
    }
  }

  /** {@code kubectl delete managednode} of one for which a machine is reserved. */
  record ReservationDeleted() implements Provocation {
    @Override
    public String kind() {
      return "RecordDeleted";
    }

    @Override
    public boolean suits(ManagedNodeFact record) {
      return record.phase() == Phase.INTENDED && record.progress().providerId() != null;
    }

    @Override
    public void begin(SeededWorld world) {
      world
          .targets()
          .record(0, this::suits)
          .map(record -> record.identity().name())
          .ifPresent(world.embedded()::withdraw);
    }
  }

  /** A pod that minds no cordon comes to a node; of pods the watches tell late meanwhile. */
  record Guest(double which, Duration lag, Duration lasts) implements Provocation {
    private static final String HOSTNAME = "kubernetes.io/hostname";
    private static final List<Toleration> EVERYTHING =
        List.of(new Toleration(null, Toleration.Operator.EXISTS, "", null));

    @Override
    public void begin(SeededWorld world) {
      for (Member member : world.members()) {
        world.watch(member.number).ifPresent(watch -> watch.lag(FactKey.Kind.POD, lag));
      }
      world
          .targets()
          .node(which)
          .flatMap(node -> Optional.ofNullable(node.labels().get(HOSTNAME)))
          .ifPresent(hostname -> world.embedded().run(pod(hostname)));
    }

    private EmbeddedWorkload pod(String hostname) {
      PodNeeds needs =
          PodNeeds.of(Resources.of(100, 64L << 20, 1))
              .on(new NodeChoice(null, Map.of(HOSTNAME, hostname), List.of(), EVERYTHING));
      return new EmbeddedWorkload(
          "guest" + Integer.toHexString(Double.hashCode(which)),
          1,
          needs,
          0,
          lasts.multipliedBy(2));
    }

    @Override
    public void end(SeededWorld world) {
      world.embedded().run(pod("").scaledTo(0));
      world.members().forEach(m -> world.watch(m.number).ifPresent(WatchOfMember::catchUp));
    }
  }

  /** A create call that everybody has given up is carried out all the same. */
  record LateMachine(double which) implements Provocation {
    @Override
    public boolean suits(ManagedNodeFact record) {
      return record.phase() == Phase.FAILED;
    }

    @Override
    public void begin(SeededWorld world) {
      world
          .targets()
          .record(which, this::suits)
          .ifPresent(record -> world.cloud().carryOutLate(record.identity().uid()));
    }
  }

  /**
   * A record of a node that serves is gone with its finalizer, as after a restore. Only machines
   * that bear a tag are taken up again, so that others are left alone.
   */
  record Forgotten(double which, boolean dies) implements Provocation {
    @Override
    public boolean suits(ManagedNodeFact record) {
      return record.phase() == Phase.READY
          && record.counts()
          && record.group().value().equals("general");
    }

    /** As of strays: people have to see to more of them. */
    @Override
    public boolean possible(SeededWorld world) {
      return world.targets().nobodys() < 2;
    }

    @Override
    public void begin(SeededWorld world) {
      world.targets().record(which, this::suits).ifPresent(record -> forget(record, world));
    }

    private void forget(ManagedNodeFact record, SeededWorld world) {
      if (dies) {
        world.targets().machineOf(record).ifPresent(world.cloud()::die);
      }
      world.checks().forgotten(record);
      world.embedded().forget(record.identity().name());
    }
  }

  /** The kubelet of a node whose machine was gone reports again for a while. */
  record Revived(double which, Duration lasts) implements Provocation {
    @Override
    public boolean suits(ManagedNodeFact record) {
      return record.deadNode();
    }

    @Override
    public void begin(SeededWorld world) {
      world.targets().deadNode(which).ifPresent(world.kubelets()::revive);
    }

    @Override
    public void end(SeededWorld world) {
      world.kubelets().silenceRevived();
    }
  }
}
