package io.drover.rules.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The nodes in the order in which a place is looked for. Blocks of them know a bound of what one of
 * their nodes has free, so that a search steps over what is full without looking at each node. A
 * bound stays when room is taken, and is measured anew after a search has passed the whole block in
 * vain.
 */
final class SearchOrder {
  private static final Comparator<NodeSpace> FULLEST_FIRST =
      Comparator.comparingDouble(NodeSpace::fullness).thenComparing(NodeSpace::name).reversed();
  private static final int BLOCK_BITS = 6;

  private final List<NodeSpace> nodes = new ArrayList<>();
  private long[] mostCpu = new long[0];
  private long[] mostMemory = new long[0];
  private boolean[] loose = new boolean[0];

  int size() {
    return nodes.size();
  }

  NodeSpace get(int slot) {
    return nodes.get(slot);
  }

  /** Puts the fullest first, of equals the last by name. */
  void sort() {
    nodes.sort(FULLEST_FIRST);
    for (int slot = 0; slot < nodes.size(); slot++) {
      nodes.get(slot).slot(slot);
    }
    for (int slot = 0; slot < nodes.size(); slot += 1 << BLOCK_BITS) {
      measure(slot >> BLOCK_BITS);
    }
  }

  void append(NodeSpace node) {
    node.slot(nodes.size());
    nodes.add(node);
    int blocks = (node.slot() >> BLOCK_BITS) + 1;
    if (blocks > loose.length) {
      int size = 2 * blocks;
      mostCpu = Arrays.copyOf(mostCpu, size);
      mostMemory = Arrays.copyOf(mostMemory, size);
      loose = Arrays.copyOf(loose, size);
    }
    gained(node);
  }

  /** Puts a node where another was. */
  void replace(NodeSpace old, NodeSpace next) {
    next.slot(old.slot());
    nodes.set(old.slot(), next);
    gained(next);
    lost(next);
  }

  void remove(NodeSpace node) {
    nodes.remove(node.slot());
    for (int slot = node.slot(); slot < nodes.size(); slot++) {
      nodes.get(slot).slot(slot);
      gained(nodes.get(slot));
    }
    lost(node);
  }

  /** Less may be free on the node than before. */
  void lost(NodeSpace node) {
    loose[node.slot() >> BLOCK_BITS] = true;
  }

  /** More may be free on the node than before. */
  void gained(NodeSpace node) {
    int block = node.slot() >> BLOCK_BITS;
    if (!node.closed()) {
      mostCpu[block] = Math.max(mostCpu[block], free(node, ResourceTable.CPU));
      mostMemory[block] = Math.max(mostMemory[block], free(node, ResourceTable.MEMORY));
    }
  }

  /** A pod that asks for nothing fits where more is taken than there is. */
  private static long free(NodeSpace node, int resource) {
    return Math.max(0, node.free(resource));
  }

  /**
   * The first slot from this one on that is worth a look for pods that ask so much; the slot itself
   * unless it begins a block.
   */
  int next(int slot, long[] asks) {
    int at = slot;
    while (at < nodes.size() && beginsBlock(at)) {
      int block = at >> BLOCK_BITS;
      if (block > 0 && loose[block - 1]) {
        measure(block - 1);
      }
      if (asks[ResourceTable.CPU] <= mostCpu[block]
          && asks[ResourceTable.MEMORY] <= mostMemory[block]) {
        return at;
      }
      at += 1 << BLOCK_BITS;
    }
    return at;
  }

  /** The names of nodes that a search would step over though it must not, or would not find. */
  List<String> hidden() {
    List<String> hidden = new ArrayList<>();
    for (int slot = 0; slot < nodes.size(); slot++) {
      NodeSpace node = nodes.get(slot);
      int block = slot >> BLOCK_BITS;
      boolean bounded =
          node.closed()
              || (free(node, ResourceTable.CPU) <= mostCpu[block]
                  && free(node, ResourceTable.MEMORY) <= mostMemory[block]);
      if (node.slot() != slot || !bounded) {
        hidden.add(node.name());
      }
    }
    return hidden;
  }

  private static boolean beginsBlock(int slot) {
    return (slot & ((1 << BLOCK_BITS) - 1)) == 0;
  }

  private void measure(int block) {
    mostCpu[block] = -1;
    mostMemory[block] = -1;
    loose[block] = false;
    int end = Math.min(nodes.size(), (block + 1) << BLOCK_BITS);
    for (int slot = block << BLOCK_BITS; slot < end; slot++) {
      gained(nodes.get(slot));
    }
  }
}
