package io.drover.rules.scheduling;

import java.util.HashMap;
import java.util.Map;

/** The values of one node label, numbered: nodes with an equal value are one domain. */
final class Topology {
  /** The domain of a node without the label. */
  static final int NONE = -1;

  private final String key;
  private final int index;
  private final Map<String, Integer> domains = new HashMap<>();

  Topology(String key, int index) {
    this.key = key;
    this.index = index;
  }

  String key() {
    return key;
  }

  /** Its number within the model. */
  int index() {
    return index;
  }

  int domainOf(Map<String, String> labels) {
    String value = labels.get(key);
    return value == null ? NONE : domains.computeIfAbsent(value, any -> domains.size());
  }
}
