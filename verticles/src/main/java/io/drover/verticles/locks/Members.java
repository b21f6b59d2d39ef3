package io.drover.verticles.locks;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.CPMember;
import com.hazelcast.cp.CPSubsystemManagementService;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The members of the installation as this one sees them, and what they agree on. */
public final class Members {
  static final String IDENTITY = "identity";
  static final String SITE = "site";

  /** How long a lock stays with a holder that is gone. */
  static final Duration LOCK_OUTLIVES = Duration.ofSeconds(6);

  /** Of a clock that runs slow, and of a question on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration MANAGED_WITHIN = Duration.ofSeconds(15);

  private final HazelcastClusterManager manager;
  private final Member self;
  private final int seats;

  /**
   * How it is with the lock service.
   *
   * @param seats how many members agree; 0 where there is no lock service
   * @param here how many of those that agree are members now
   */
  public record Agreement(int seats, int here) {
    public boolean majority() {
      return here > seats / 2;
    }
  }

  /** When and where a candidacy asks and is told. */
  public record Time(Clock clock, Timers timers, Ids ids, Executor home) {}

  Members(HazelcastClusterManager manager, Member self, int seats) {
    this.manager = manager;
    this.self = self;
    this.seats = seats;
  }

  /** What Vert.x is started with; everything else needs that it has been. */
  public ClusterManager clusterManager() {
    return manager;
  }

  public Member self() {
    return self;
  }

  /** Whether there are enough to agree on locks. */
  public boolean agree() {
    return seats > 0;
  }

  /** How many are to agree; 0 where there are too few. */
  public int seats() {
    return seats;
  }

  /** Those that run now, this one included, in the order of their identities. */
  public List<Member> live() {
    return hazelcast().getCluster().getMembers().stream()
        .map(
            member ->
                new Member(
                    Objects.requireNonNullElse(member.getAttribute(IDENTITY), ""),
                    Objects.requireNonNullElse(member.getAttribute(SITE), "")))
        .filter(member -> !member.identity().isEmpty())
        .distinct()
        .sorted(Comparator.comparing(Member::identity))
        .toList();
  }

  /** Has the task run, on a thread of its own, when a member has come or gone. */
  public void onChange(Runnable task) {
    hazelcast()
        .getCluster()
        .addMembershipListener(
            new MembershipListener() {
              @Override
              public void memberAdded(MembershipEvent added) {
                task.run();
              }

              @Override
              public void memberRemoved(MembershipEvent removed) {
                task.run();
              }
            });
  }

  /**
   * Whether this member may take the claim of a cluster.
   *
   * @param clusterUid names the lock
   * @param preferred whether this member is to have the cluster, where it may choose
   */
  public Candidacy candidacy(String clusterUid, BooleanSupplier preferred, Time time) {
    if (!agree()) {
      return Candidacy.ALONE;
    }
    return new LockCandidacy(
        new HazelcastLock(hazelcast(), "drover-" + clusterUid, time.ids(), time.home()),
        new LockCandidacy.Settings(
            INTERVAL, DEADLINE, LOCK_OUTLIVES.minus(MARGIN), PATIENCE, preferred, this::reach),
        time.clock(),
        time.timers());
  }

  /** Keeps this member among those that agree, whenever it has come back. */
  public void keepSeat(Timers timers) {
    if (agree()) {
      new Seat(hazelcast(), seats, timers).keep();
    }
  }

  /**
   * Begins the agreement anew after its majority was lost for good: every lock is free and
   * forgotten. All members that are to agree must be there.
   */
  public Future<Void> reset() {
    return agree()
        ? told(() -> management().reset())
        : Future.failedFuture("fewer than three members are configured: there is no lock service");
  }

  /** Who agrees, as the members answer now; fails when there is no majority to say so. */
  public Future<Agreement> agreement() {
    return agree()
        ? told(() -> management().getCPMembers())
            .map(
                agreeing ->
                    new Agreement(
                        Math.max(seats, agreeing.size()),
                        (int) agreeing.stream().filter(this::here).count()))
        : Future.succeededFuture(new Agreement(0, 0));
  }

  /** Ends as a process that is killed does, for tests. */
  void terminate() {
    hazelcast().getLifecycleService().terminate();
  }

  private boolean here(CPMember agreeing) {
    return hazelcast().getCluster().getMembers().stream()
        .anyMatch(member -> member.getAddress().equals(agreeing.getAddress()));
  }

  private String reach() {
    List<String> live = new ArrayList<>(live().stream().map(Member::identity).toList());
    return "%d members are here (%s), %d agree"
        .formatted(live.size(), String.join(", ", live), seats);
  }

  private CPSubsystemManagementService management() {
    return hazelcast().getCPSubsystem().getCPSubsystemManagementService();
  }

  private HazelcastInstance hazelcast() {
    return manager.getHazelcastInstance();
  }

  /** Whoever asks on an event loop is not kept waiting; told on another thread. */
  private static <T> Future<T> told(Supplier<CompletionStage<T>> call) {
    return Future.fromCompletionStage(Aside.call(call, MANAGED_WITHIN));
  }
}
