package io.drover.verticles.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfiguredGroupsTest {
  private static final GroupName GENERAL = new GroupName("general");
  private static final FactKey KEY = new FactKey(FactKey.Kind.NODE_GROUP, "general");

  private final Cluster cluster = new Cluster();
  private final List<GroupName> differing = new ArrayList<>();
  private final List<Delta> told = new ArrayList<>();
  private final ConfiguredGroups groups = new ConfiguredGroups(cluster, differing::add);

  @Test
  void showsAConfiguredGroupAsObservedWhereThereIsNoObject() {
    groups.configure(Map.of(GENERAL, spec(3)));

    assertThat(groups.facts())
        .singleElement()
        .isInstanceOfSatisfying(
            NodeGroupFact.class,
            group -> {
              assertThat(group.observed()).isTrue();
              assertThat(group.spec().size().max()).isEqualTo(3);
            });
    assertThat(cluster.commands).isEmpty();
  }

  @Test
  void showsTheObjectWhereThereIsOneAndTellsOnceThatItDiffers() {
    open();
    groups.configure(Map.of(GENERAL, spec(3)));
    NodeGroupFact object = object("7", 5);
    cluster.change(new Delta.Put(object));
    cluster.change(new Delta.Put(object("8", 5)));

    assertThat(told).contains(new Delta.Put(object));
    assertThat(groups.facts()).containsExactly(object("8", 5));
    assertThat(differing).containsExactly(GENERAL);
  }

  @Test
  void saysNothingOfAnObjectThatDiffersOnlyInWhetherItActs() {
    open();
    groups.configure(Map.of(GENERAL, spec(3)));
    cluster.change(new Delta.Put(object("7", 3)));

    assertThat(differing).isEmpty();
  }

  @Test
  void comesBackToTheConfigurationWhenTheObjectGoes() {
    open();
    groups.configure(Map.of(GENERAL, spec(3)));
    cluster.change(new Delta.Put(object("7", 5)));
    cluster.change(new Delta.Drop(KEY));

    assertThat(told.getLast()).isEqualTo(new Delta.Put((NodeGroupFact) groups.facts().getFirst()));
  }

  @Test
  void takesAReload() {
    open();
    groups.configure(Map.of(GENERAL, spec(3)));
    groups.configure(Map.of());

    assertThat(told.getLast()).isEqualTo(new Delta.Drop(KEY));
    assertThat(groups.facts()).isEmpty();
  }

  private void open() {
    var unused = groups.open(new Notes());
  }

  private static NodeGroupFact object(String version, int max) {
    return new NodeGroupFact(GENERAL, "u", version, spec(max), NodeGroupFact.History.NONE);
  }

  private static GroupSpec spec(int max) {
    return GroupBuilder.aGroup("general").sized(0, max).build().spec();
  }

  private final class Notes implements ServedCluster.Watcher {
    @Override
    public void changed(List<Delta> deltas) {
      told.addAll(deltas);
    }

    @Override
    public void heartbeat(Instant sentAt) {}

    @Override
    public void watching(String broken) {}
  }

  /** A cluster that holds nothing but what it is given. */
  private static final class Cluster implements ServedCluster {
    final List<ClusterCommand> commands = new ArrayList<>();
    private final Map<FactKey, Fact> facts = new TreeMap<>();
    private @Nullable Watcher watcher;

    void change(Delta delta) {
      switch (delta) {
        case Delta.Put(Fact fact) -> facts.put(fact.key(), fact);
        case Delta.Drop(FactKey key) -> facts.remove(key);
      }
      if (watcher != null) {
        watcher.changed(List.of(delta));
      }
    }

    @Override
    public Future<String> uid() {
      return Future.succeededFuture("uid");
    }

    @Override
    public Future<Void> open(Watcher told) {
      watcher = told;
      return Future.succeededFuture();
    }

    @Override
    public List<Fact> facts() {
      return List.copyOf(facts.values());
    }

    @Override
    public Future<ClusterOutcome> perform(ClusterCommand command) {
      commands.add(command);
      return Future.succeededFuture(new ClusterOutcome.Done());
    }

    @Override
    public Future<LiveView> look(String record) {
      return Future.failedFuture("nothing to look at");
    }

    @Override
    public Future<Optional<LeaseRecord>> readLease() {
      return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<LeaseRecord> writeLease(LeaseRecord next) {
      return Future.succeededFuture(next);
    }

    @Override
    public void close() {}
  }
}
