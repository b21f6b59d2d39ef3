package io.drover.verticles.simulation;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.shapes.MachinePark;
import io.drover.verticles.provider.shapes.SwitchedMachines;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A few machines with switches. */
public final class SwitchedPark implements MachinePark, Machinery {
  private final int count;
  private final OfferingFact offering;
  private final Rack rack;

  /** What was switched on, in order. */
  final List<String> switchedOn = new ArrayList<>();

  public SwitchedPark(SimulatedTime time, EmbeddedCluster cluster, List<OfferingFact> offerings) {
    this(time, cluster, offerings, 4);
  }

  SwitchedPark(
      SimulatedTime time, EmbeddedCluster cluster, List<OfferingFact> offerings, int count) {
    this.count = count;
    this.offering = offerings.getFirst();
    this.rack = new Rack(time, cluster, offering);
  }

  @Override
  public NodeProvider reached() {
    return new SwitchedMachines(this, Duration.ofSeconds(5), 2);
  }

  @Override
  public Future<List<Machine>> machines() {
    return Future.succeededFuture(
        IntStream.range(0, count).mapToObj(i -> machine("m" + i)).toList());
  }

  private Machine machine(String name) {
    Instance.State state = rack.on().contains(name) ? Instance.State.RUNNING : Instance.State.OFF;
    return new Machine(Rack.id(name), name, offering, state);
  }

  @Override
  public Future<Void> switchOn(String providerId) {
    switchedOn.add(providerId);
    rack.start(Rack.name(providerId));
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> switchOff(String providerId) {
    rack.stop(Rack.name(providerId));
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
