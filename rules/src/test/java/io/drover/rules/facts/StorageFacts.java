package io.drover.rules.facts;

import java.util.List;
import java.util.Map;

/** Storage classes and CSI nodes, as short as tests want them. */
public final class StorageFacts {
  private StorageFacts() {}

  /** A class whose volumes are made by {@code csi.example} when the first pod has its node. */
  public static StorageClassFact aWaitingClass(String name, SelectorTerm... topologies) {
    return aClass(
        name, "csi.example", StorageClassFact.Binding.WAIT_FOR_FIRST_CONSUMER, topologies);
  }

  public static StorageClassFact aClass(
      String name,
      String provisioner,
      StorageClassFact.Binding binding,
      SelectorTerm... topologies) {
    return new StorageClassFact(name, provisioner, binding, List.of(topologies), false);
  }

  /** A node on which {@code csi.example} attaches so many volumes, and looks at the labels. */
  public static CsiNodeFact attaching(String node, int volumes, String... topologyKeys) {
    return new CsiNodeFact(
        new NodeName(node),
        Map.of("csi.example", new CsiNodeFact.Driver(volumes, List.of(topologyKeys))));
  }
}
