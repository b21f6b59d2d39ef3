package io.drover.endtoend.scheduling;

import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/** How often each plugin was the only one to refuse, so that a filter that is never met shows. */
final class Tally {
  private final Map<String, Integer> verdicts = new TreeMap<>();
  private final Map<String, Integer> cases = new TreeMap<>();
  private int judged;
  private int unjudged;
  private int nodes;
  private int fitting;

  synchronized void add(OracleVerdicts said) {
    unjudged += said.unjudged();
    for (OracleVerdicts.OfPod pod : said.pods().values()) {
      judged++;
      nodes += pod.nodes().size();
      fitting += (int) pod.nodes().values().stream().filter(Verdict.FITS::equals).count();
      pod.sole().forEach(plugin -> verdicts.merge(plugin, 1, Integer::sum));
      new HashSet<>(pod.sole()).forEach(plugin -> cases.merge(plugin, 1, Integer::sum));
    }
  }

  /** Cases (pods in a cluster) that were judged. */
  synchronized int judged() {
    return judged;
  }

  /** The share of the cases in which the plugin alone refuses some node. */
  synchronized double share(String plugin) {
    return (double) cases.getOrDefault(plugin, 0) / Math.max(1, judged);
  }

  @Override
  public synchronized String toString() {
    StringBuilder text =
        new StringBuilder(
            "%,d cases, %,d verdicts, %,d of them fit; %,d pods the oracle could not judge%n"
                .formatted(judged, nodes, fitting, unjudged));
    cases.forEach(
        (plugin, count) ->
            text.append(
                "%-20s alone refuses in %,9d verdicts and %,8d cases (%.1f %%)%n"
                    .formatted(
                        plugin, verdicts.get(plugin), count, 100.0 * count / Math.max(1, judged))));
    return text.toString();
  }
}
