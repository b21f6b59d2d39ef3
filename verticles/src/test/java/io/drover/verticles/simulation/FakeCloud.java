package io.drover.verticles.simulation;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cloud of the created kind whose machines join the cluster in memory after a while. */
public final class FakeCloud implements NodeProvider, Machinery {
  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final List<OfferingFact> offerings;
  private final Duration boot;
  private final Map<String, Instance> byIntent = new TreeMap<>();

  /** Every command that changed something or tried to, in order. */
  public final List<ProviderCommand> log = new ArrayList<>();

  /** Failures that the next creates answer with, the first first. */
  public final List<ProviderFailure> createFailures = new ArrayList<>();

  /** Creates that are carried out although the answer is lost. */
  public int answersToLose;

  public FakeCloud(
      SimulatedTime time, EmbeddedCluster cluster, List<OfferingFact> offerings, Duration boot) {
    this.time = time;
    this.cluster = cluster;
    this.offerings = offerings;
    this.boot = boot;
  }

  /** What makes a repeated create harmless here, and how long its list lags at most. */
  public Capabilities.Creation creation = Capabilities.Creation.KEYED;

  public Duration settles = Duration.ZERO;

  /** Machines that nobody asked for and that are listed nevertheless. */
  public final List<Instance> more = new ArrayList<>();

  /** Whether it can list at all. */
  public boolean lists = true;

  /** Whether a list that is asked for now never comes. */
  public boolean listHangs;

  /** Whether its list is empty by mistake. */
  public boolean listsNothing;

  /** Whether the Nodes of its machines join. */
  public boolean joins = true;

  /** Machines that were ever made. */
  public int made;

  /** Machines that were deleted while pods ran on them. */
  public final List<String> pulledFromUnderPods = new ArrayList<>();

  public int machines() {
    return byIntent.size();
  }

  @Override
  public NodeProvider reached() {
    return this;
  }

  @Override
  public int running() {
    return machines();
  }

  @Override
  public int made() {
    return made;
  }

  @Override
  public void reboot(String providerId) {
    throw new UnsupportedOperationException("its machines never start again");
  }

  @Override
  public List<String> pulled() {
    return pulledFromUnderPods;
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(Capabilities.Identity.CHOSEN, creation, true, settles);
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    return switch (command) {
      case ProviderCommand.Offerings any ->
          Future.succeededFuture(new ProviderAnswer.Offered(offerings, ""));
      case ProviderCommand.Instances any ->
          listHangs
              ? Promise.<ProviderAnswer>promise().future()
              : lists
                  ? Future.succeededFuture(
                      new ProviderAnswer.Listed(listsNothing ? List.of() : listed(), ""))
                  : failed(new ProviderFailure.Unreachable("lists are broken", false));
      case ProviderCommand.TargetSize any ->
          failed(new ProviderFailure.Denied("this cloud has no target sizes"));
      case ProviderCommand.PutBack any ->
          failed(new ProviderFailure.Denied("this cloud has no target sizes"));
      case ProviderCommand.Create create -> create(create);
      case ProviderCommand.Delete delete -> delete(delete);
    };
  }

  private List<Instance> listed() {
    List<Instance> all = new ArrayList<>(byIntent.values());
    all.addAll(more);
    return all;
  }

  private static Future<ProviderAnswer> failed(ProviderFailure failure) {
    return Future.succeededFuture(new ProviderAnswer.Failed(failure));
  }

  private Future<ProviderAnswer> create(ProviderCommand.Create create) {
    log.add(create);
    if (!createFailures.isEmpty()) {
      return failed(createFailures.removeFirst());
    }
    String intent = create.owner().intent();
    Instance instance = byIntent.get(intent);
    if (instance == null) {
      instance =
          new Instance(
              "fake://" + create.name(), create.name(), Instance.State.RUNNING, create.owner());
      byIntent.put(intent, instance);
      made++;
      Instance booting = instance;
      time.after(boot, () -> join(create, booting));
    }
    if (answersToLose > 0) {
      answersToLose--;
      return failed(new ProviderFailure.Unreachable("the answer was lost", true));
    }
    return Future.succeededFuture(new ProviderAnswer.Created(instance));
  }

  private void join(ProviderCommand.Create create, Instance instance) {
    if (!joins || !byIntent.containsValue(instance)) {
      return;
    }
    OfferingFact offering =
        offerings.stream().filter(o -> o.id().equals(create.offering())).findFirst().orElseThrow();
    Map<String, String> labels = new HashMap<>(create.template().labels());
    labels.put("kubernetes.io/hostname", create.name());
    Resources allocatable = offering.allocatable();
    NodeFact.Shape shape = EmbeddedCluster.shape(allocatable, create.template().taints());
    cluster.join(new NodeName(create.name()), instance.providerId(), labels, shape);
  }

  private Future<ProviderAnswer> delete(ProviderCommand.Delete delete) {
    log.add(delete);
    if (more.removeIf(machine -> machine.providerId().equals(delete.providerId()))) {
      return Future.succeededFuture(new ProviderAnswer.Deleting());
    }
    Instance gone = byIntent.get(delete.owner().intent());
    if (gone == null
        || !gone.providerId().equals(delete.providerId())
        || !byIntent.remove(delete.owner().intent(), gone)) {
      return failed(new ProviderFailure.NotFound(delete.providerId()));
    }
    NodeName node = new NodeName(gone.name());
    if (!cluster.now().podsOn(node).isEmpty()) {
      pulledFromUnderPods.add(gone.name());
    }
    cluster.silence(node);
    return Future.succeededFuture(new ProviderAnswer.Deleting());
  }
}
