package io.drover.bench;

import io.drover.daemon.demo.ShippedPolicies;
import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.CompiledRules;
import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Remembered;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.PolicyTrial;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.policies.DiskPolicyStore;
import io.drover.verticles.policies.FolderSource;
import io.drover.verticles.policies.PoliciesRoom;
import io.drover.verticles.policies.PolicyGates;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * From the moment a rule file is saved until the new policies decide: the folder is noticed, the
 * shipped rules are compiled, their cases run, and both versions decide about a cluster with thirty
 * pods on each node, whose facts are copied into a world of its own as the daemon does it.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EditBench {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration MOST = Duration.ofMinutes(2);
  private static final Rooms PROD = new Rooms("uid-1");

  /** A policies room at work. */
  @State(Scope.Benchmark)
  public static class House {
    /** How many nodes the cluster has. */
    @Param({"1000", "10000"})
    public int nodes;

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<ActivePolicies> decided = new LinkedBlockingQueue<>();
    private Path rule = Path.of("");
    private int edits;
    private ActivePolicies deciding = none();

    @SuppressWarnings("NullAway")
    private static ActivePolicies none() {
      return null;
    }

    /** Writes the shipped rules and has them decide. */
    @Setup
    public void open() throws IOException, InterruptedException {
      Path folder = Files.createTempDirectory("edit-bench");
      for (Map.Entry<String, byte[]> file : new ShippedPolicies().read().entrySet()) {
        Path path = folder.resolve("rules").resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      rule = folder.resolve("rules/safety/bare-pods.drl");
      FactSnapshot facts = FactSnapshot.of(Peers.recorded(nodes));
      VertxTime time = new VertxTime(vertx);
      VertxBus bus = new VertxBus(vertx);
      bus.listen(ActivePolicies.CHANGED, decided::add).await();
      bus.answer(PROD.policyTrial(), trial -> tried(trial, facts, time)).await();
      new PoliciesRoom(
              Policies.of(new FolderSource(folder.resolve("rules")), CompiledRules.NOWHERE),
              new DiskPolicyStore(folder.resolve("state")),
              new PolicyGates(Integer.MAX_VALUE, Integer.MAX_VALUE),
              new PoliciesRoom.House("bench", bus, time, time, time, () -> Map.of("prod", PROD)))
          .start()
          .await();
      awaitDecided();
    }

    private Future<DecisionDiff> tried(PolicyTrial trial, FactSnapshot facts, VertxTime time) {
      return time.run(
          () -> DecisionDiff.between(version(deciding), version(trial.next()), question(facts)));
    }

    private static Question question(FactSnapshot facts) {
      return new Question(
          "plan",
          NOW,
          new ObservedWorld(facts),
          Map.of(),
          Measured.NOTHING,
          List.of(),
          false,
          Remembered.NOTHING);
    }

    private static DecisionDiff.Version version(ActivePolicies policies) {
      return new DecisionDiff.Version(policies.scaling(), policies.safety());
    }

    void edit() throws IOException {
      edits++;
      Files.writeString(rule, "\n// edit " + edits + "\n", StandardOpenOption.APPEND);
    }

    void awaitDecided() throws InterruptedException {
      ActivePolicies next = decided.poll(MOST.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new IllegalStateException("no policies decide after " + MOST);
      }
      deciding = next;
    }

    /** Ends it. */
    @TearDown
    public void close() {
      vertx.close().await();
    }
  }

  /** One edit. */
  @Benchmark
  public String saved(House house) throws IOException, InterruptedException {
    house.edit();
    house.awaitDecided();
    return house.deciding.version();
  }
}
