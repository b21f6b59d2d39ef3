package io.drover.verticles.locks;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.CPSubsystemManagementService;
import io.drover.verticles.time.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The place of this member among those that agree. A member that was away has lost it, and without
 * it the next loss may be that of the majority.
 */
final class Seat {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final HazelcastInstance hazelcast;
  private final int seats;
  private final Timers timers;
  private final AtomicBoolean busy = new AtomicBoolean();

  Seat(HazelcastInstance hazelcast, int seats, Timers timers) {
    this.hazelcast = hazelcast;
    this.seats = seats;
    this.timers = timers;
  }

  void keep() {
    if (!hazelcast.getLifecycleService().isRunning()) {
      return;
    }
    CPSubsystemManagementService management =
        hazelcast.getCPSubsystem().getCPSubsystemManagementService();
    boolean standing = management.isDiscoveryCompleted() && management.getLocalCPMember() == null;
    if (standing && busy.compareAndSet(false, true)) {
      var unused =
          Aside.call(
                  () ->
                      management.getCPMembers().thenCompose(agreeing -> take(management, agreeing)),
                  WITHIN)
              .whenComplete((done, failure) -> taken(failure));
    }
    timers.after(EVERY, this::keep);
  }

  /** Whoever agreed from this member's own address is a former life of it. */
  private CompletionStage<Void> take(
      CPSubsystemManagementService management, Collection<CPMember> agreeing) {
    var here = hazelcast.getCluster().getLocalMember();
    for (CPMember former : agreeing) {
      if (former.getAddress().equals(here.getAddress())) {
        return management.removeCPMember(former.getUuid());
      }
    }
    return agreeing.size() < seats
        ? management.promoteToCPMember()
        : CompletableFuture.completedStage(null);
  }

  private void taken(Throwable failure) {
    busy.set(false);
    if (failure != null) {
      LOG.atInfo()
          .addKeyValue("error", failure.toString())
          .log("this member does not agree on locks yet");
    }
  }
}
