package io.drover.rules.facts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSINode: the CSI drivers that run on a node.
 *
 * @param drivers by name
 */
public record CsiNodeFact(NodeName node, Map<String, Driver> drivers) implements ReferencedFact {
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
  }

  static FactKey key(NodeName node) {
    return new FactKey(FactKey.Kind.CSI_NODE, node.value());
  }

  @Override
  public FactKey key() {
    return key(node);
  }
}
