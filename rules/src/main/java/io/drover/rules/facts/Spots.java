package io.drover.rules.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All node names by which anything goes. */
final class Spots {
  private final Map<NodeName, Spot> spots = new HashMap<>();

  /** Null where nothing goes by the name. */
  @Nullable Spot at(NodeName name) {
    return spots.get(name);
  }

  /** Changes what goes by the name. */
  void change(NodeName name, Consumer<Spot> change) {
    Spot spot = spots.computeIfAbsent(name, any -> new Spot());
    change.accept(spot);
    if (spot.bare()) {
      spots.remove(name);
    }
  }
}
