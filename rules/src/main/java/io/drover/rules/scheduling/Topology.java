package io.drover.rules.scheduling;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

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

  /** The pods of each domain by the label's value, where there are any. */
  Map<String, Integer> byValue(int[] counts) {
    Map<String, Integer> byValue = new TreeMap<>();
    domains.forEach(
        (value, domain) -> {
          if (domain < counts.length && counts[domain] != 0) {
            byValue.put(value, counts[domain]);
          }
        });
    return byValue;
  }

  int domainOf(Map<String, String> labels) {
    String value = labels.get(key);
    return value == null ? NONE : domains.computeIfAbsent(value, any -> domains.size());
  }
}
