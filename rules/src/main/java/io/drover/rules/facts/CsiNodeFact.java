package io.drover.rules.facts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A CSINode: the CSI drivers that run on a node.
 *
 * @param drivers by name
 * @param migratedPlugins names of Kubernetes' own plugins whose volumes a CSI driver serves there
 */
public record CsiNodeFact(NodeName node, Map<String, Driver> drivers, Set<String> migratedPlugins)
    implements ReferencedFact {
  /**
   * One driver there.
   *
   * @param allocatable volumes that may be attached at once; null = no limit is known
   * @param topologyKeys labels of the node that say where its volumes may be
   */
  public record Driver(@Nullable Integer allocatable, List<String> topologyKeys) {
    public Driver {
      topologyKeys = List.copyOf(topologyKeys);
    }
  }

  public CsiNodeFact {
    drivers = Map.copyOf(drivers);
    migratedPlugins = Set.copyOf(migratedPlugins);
  }

  /** Of a node that announces no migration. */
  public CsiNodeFact(NodeName node, Map<String, Driver> drivers) {
    this(node, drivers, Set.of());
  }

  static FactKey key(NodeName node) {
    return new FactKey(FactKey.Kind.CSI_NODE, node.value());
  }

  @Override
  public FactKey key() {
    return key(node);
  }
}
