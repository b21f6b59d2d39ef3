package io.drover.endtoend;

import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalLine;
import io.drover.daemon.journal.JournalReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plans that bought something since the last {@link #forget}, as the journal tells them. */
final class Purchases {
  private final JournalReader journal;
  private final Map<String, List<Purchase>> byPlan = new LinkedHashMap<>();

  /**
   * One node that was bought.
   *
   * @param pods names of the pods that it is for
   */
  record Purchase(String group, String offering, List<String> pods) {
    Purchase {
      pods = List.copyOf(pods);
    }

    private static Purchase of(JournalLine line) {
      return new Purchase(
          line.ids().getOrDefault("group", ""),
          line.text().split(" ", -1)[1],
          line.pods().stream().map(pod -> pod.substring(pod.indexOf('/') + 1)).toList());
    }
  }

  Purchases(DroverUnderTest drover) {
    this.journal = new JournalReader(Journal.in(drover.stateDirectory()));
  }

  /** Reads on. */
  Purchases look() {
    try {
      journal.readMore(this::read);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return this;
  }

  private void read(JournalLine line) {
    if (line.kind().equals("approved") && line.reason().equals("PODS_UNSCHEDULABLE")) {
      byPlan
          .computeIfAbsent(line.ids().getOrDefault("plan", ""), any -> new ArrayList<>())
          .add(Purchase.of(line));
    }
  }

  void forget() {
    byPlan.clear();
  }

  int rounds() {
    return byPlan.size();
  }

  /** Ids of the plans, in order. */
  List<String> plans() {
    return List.copyOf(byPlan.keySet());
  }

  /** What the first plan buys, by pod. */
  Map<String, Purchase> first() {
    Map<String, Purchase> byPod = new HashMap<>();
    byPlan.values().stream()
        .limit(1)
        .flatMap(List::stream)
        .forEach(bought -> bought.pods().forEach(pod -> byPod.put(pod, bought)));
    return byPod;
  }

  /** How often something was bought for each pod. */
  Map<String, Integer> perPod() {
    Map<String, Integer> times = new HashMap<>();
    byPlan.values().stream()
        .flatMap(List::stream)
        .forEach(bought -> bought.pods().forEach(pod -> times.merge(pod, 1, Integer::sum)));
    return times;
  }
}
