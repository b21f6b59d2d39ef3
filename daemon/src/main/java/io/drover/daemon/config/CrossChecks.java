package io.drover.daemon.config;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What must hold between values. A value that is wrong in itself is not compared. */
final class CrossChecks {
  private final DroverConfig config;
  private final Findings findings;

  CrossChecks(DroverConfig config, Findings findings) {
    this.config = config;
    this.findings = findings;
  }

  void check() {
    if (config.clusters().isEmpty() && !findings.about("clusters")) {
      findings.add("clusters", "is missing: at least one cluster is needed");
    }
    Map<String, String> takenNames = new LinkedHashMap<>();
    config
        .nodeGroups()
        .forEach((key, group) -> group(ConfigPath.of("nodeGroups", key), group, takenNames));
    config
        .providers()
        .forEach(
            (key, provider) ->
                new ProviderChecks(config, findings)
                    .check(ConfigPath.of("providers", key), provider));
    timings(config.timings());
    config
        .clusters()
        .forEach((key, cluster) -> metrics(ConfigPath.of("clusters", key), cluster.metrics()));
    config
        .clusters()
        .forEach((key, cluster) -> freezes(ConfigPath.of("clusters", key), cluster.freezes()));
    config
        .clusters()
        .forEach((key, cluster) -> newGroups(ConfigPath.of("clusters", key), cluster.newGroups()));
    PortChecks.check(config, findings);
    HazelcastChecks.check(config.hazelcast(), findings);
  }

  private void newGroups(String cluster, @Nullable NewGroupsConfig made) {
    if (made != null) {
      reference(
          cluster + ".newGroups.provider",
          made.template().provider(),
          "providers",
          config.providers().keySet());
    }
  }

  private void group(String path, NodeGroupConfig group, Map<String, String> takenNames) {
    String min = path + ".min";
    String max = path + ".max";
    if (sound(min, max) && group.min() > group.max()) {
      findings.add(min, "%d is more than %s (%d)".formatted(group.min(), max, group.max()));
    }
    for (int i = 0; i < group.schedules().size(); i++) {
      String least = "%s.schedules[%d].min".formatted(path, i);
      int wanted = group.schedules().get(i).min();
      if (sound(least, max) && wanted > group.max()) {
        findings.add(least, "%d is more than %s (%d)".formatted(wanted, max, group.max()));
      }
    }
    if (group.zeroOrMax()) {
      whole(path, group);
    }
    reference(path + ".cluster", group.cluster(), "clusters", config.clusters().keySet());
    reference(path + ".provider", group.provider(), "providers", config.providers().keySet());
    String taken = takenNames.putIfAbsent(group.cluster() + "/" + group.name(), path);
    if (taken != null && sound(path + ".cluster", path + ".name")) {
      findings.add(
          path + ".name",
          "\"%s\" is also the name of %s in cluster \"%s\""
              .formatted(group.name(), taken, group.cluster()));
    }
  }

  /** What would keep a group of all or none from ever being bought, or from ever going. */
  private void whole(String path, NodeGroupConfig group) {
    String zeroOrMax = path + ".zeroOrMax";
    if (sound(path + ".min", path + ".max") && group.min() > 0 && group.min() < group.max()) {
      findings.add(zeroOrMax, "min is neither 0 nor %s.max (%d)".formatted(path, group.max()));
    }
    int bought = group.scaleUp().maxNodesPerPlan();
    if (sound(path + ".max", path + ".scaleUp.maxNodesPerPlan") && bought < group.max()) {
      findings.add(
          zeroOrMax,
          "%s.scaleUp.maxNodesPerPlan (%d) is less than its max (%d): it could not be bought whole"
              .formatted(path, bought, group.max()));
    }
    int removed =
        Math.min(config.safety().maxNodesPerPlan(), config.safety().maxRemovalsPerWindow().nodes());
    if (sound(path + ".max", "safety.maxNodesPerPlan", "safety.maxRemovalsPerWindow.nodes")
        && removed < group.max()) {
      findings.add(
          zeroOrMax,
          "safety.maxNodesPerPlan and safety.maxRemovalsPerWindow.nodes let %d nodes go, its max is %d: it could not go whole"
              .formatted(removed, group.max()));
    }
  }

  private void reference(String path, String name, String where, Collection<String> known) {
    if (known.contains(name) || !sound(path, where)) return;
    String hint = NearestName.hint(name, known);
    String allowed = known.isEmpty() ? ": there are none" : ": " + String.join(", ", known);
    findings.add(
        path,
        "\"%s\" is not one of %s%s".formatted(name, where, hint.isEmpty() ? allowed : "." + hint));
  }

  private void timings(TimingsConfig timings) {
    notMore("timings.batchIdle", timings.batchIdle(), "timings.batchMax", timings.batchMax());
    less("timings.heartbeat", timings.heartbeat(), "timings.viewMaxAge", timings.viewMaxAge());
    less(
        "timings.heartbeat", timings.heartbeat(), "timings.claimDuration", timings.claimDuration());
  }

  private void metrics(String cluster, @Nullable MetricsConfig metrics) {
    if (metrics == null) return;
    String path = cluster + ".metrics";
    MetricsConfig.Prometheus prometheus = metrics.prometheus();
    if (prometheus != null) {
      less(
          path + ".prometheus.interval",
          prometheus.interval(),
          path + ".prometheus.maxAge",
          prometheus.maxAge());
    }
    MetricsConfig.MetricsApi api = metrics.metricsApi();
    if (api != null) {
      less(
          path + ".metricsApi.interval", api.interval(), path + ".metricsApi.maxAge", api.maxAge());
    }
    if (prometheus == null && api == null && sound(path)) {
      findings.add(path, "names no source: give prometheus, metricsApi or both");
    }
  }

  private void freezes(String cluster, List<FreezeConfig> freezes) {
    for (int i = 0; i < freezes.size(); i++) {
      String from = "%s.freezes[%d].from".formatted(cluster, i);
      String until = "%s.freezes[%d].until".formatted(cluster, i);
      FreezeConfig freeze = freezes.get(i);
      if (sound(from, until) && !freeze.from().isBefore(freeze.until())) {
        findings.add(
            from, "%s is not before %s (%s)".formatted(freeze.from(), until, freeze.until()));
      }
    }
  }

  private void notMore(String path, Duration value, String boundPath, Duration bound) {
    if (sound(path, boundPath) && value.compareTo(bound) > 0) {
      findings.add(path, compared(value, "is more than", boundPath, bound));
    }
  }

  private void less(String path, Duration value, String boundPath, Duration bound) {
    if (sound(path, boundPath) && value.compareTo(bound) >= 0) {
      findings.add(path, compared(value, "is not less than", boundPath, bound));
    }
  }

  private static String compared(Duration value, String how, String boundPath, Duration bound) {
    return "%s %s %s (%s)"
        .formatted(DurationForm.text(value), how, boundPath, DurationForm.text(bound));
  }

  private boolean sound(String... paths) {
    for (String path : paths) if (findings.about(path)) return false;
    return true;
  }
}
