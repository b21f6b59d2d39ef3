package io.drover.verticles.simulation;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.shapes.Page;
import io.drover.verticles.provider.shapes.SizedFarEnd;
import io.drover.verticles.provider.shapes.SizedGroup;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One group that makes machines of its own names until it has the size that is set. */
public final class SizedCloud implements SizedFarEnd, Machinery {
  static final Duration SETTLES = Duration.ofSeconds(30);

  private final SimulatedTime time;
  private final List<OfferingFact> offerings;
  private final Rack rack;
  private final boolean victimChosen;
  private int born;

  /** Sizes that were set, in order. */
  final List<Integer> sizes = new ArrayList<>();

  /** The size that is set. */
  int size;

  /** Whether it has no machines to give. */
  boolean empty;

  public SizedCloud(
      SimulatedTime time, EmbeddedCluster cluster, List<OfferingFact> offerings, boolean chosen) {
    this.time = time;
    this.offerings = offerings;
    this.rack = new Rack(time, cluster, offerings.getFirst());
    this.victimChosen = chosen;
  }

  @Override
  public NodeProvider reached() {
    return new SizedGroup(this, victimChosen, SETTLES);
  }

  @Override
  public Future<Page<OfferingFact>> offerings(String continuation) {
    return Future.succeededFuture(Page.slice(offerings, continuation, 10));
  }

  @Override
  public Future<Page<Instance>> members(Group group, String continuation) {
    List<Instance> all =
        rack.on().stream()
            .map(name -> new Instance(Rack.id(name), name, Instance.State.RUNNING, null))
            .toList();
    return Future.succeededFuture(Page.slice(all, continuation, 2));
  }

  @Override
  public Future<Integer> size(Group group) {
    return Future.succeededFuture(size);
  }

  @Override
  public Future<Void> resize(Group group, int to) {
    set(to);
    return Future.succeededFuture();
  }

  /** Sets the size as an operator would. */
  void set(int to) {
    size = to;
    sizes.add(to);
    while (rack.on().size() > size) {
      rack.stop(rack.on().iterator().next());
    }
    time.after(Duration.ofSeconds(2), this::fill);
  }

  void fill() {
    while (!empty && rack.on().size() < size) {
      rack.start("sized-" + born++);
    }
  }

  @Override
  public Future<Void> release(Group group, String providerId, int to) {
    if (!rack.on().contains(Rack.name(providerId))) {
      return FarEndFailed.future(new ProviderFailure.NotFound("no " + providerId));
    }
    rack.stop(Rack.name(providerId));
    size = to;
    sizes.add(to);
    return Future.succeededFuture();
  }

  @Override
  public int running() {
    return rack.on().size();
  }

  @Override
  public void reboot(String providerId) {
    rack.reboot(providerId);
  }

  @Override
  public int made() {
    return rack.made;
  }

  @Override
  public List<String> pulled() {
    return rack.pulled;
  }
}
