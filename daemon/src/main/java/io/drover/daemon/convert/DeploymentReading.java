package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The Deployment of the old autoscaler: its flags and its environment. */
final class DeploymentReading {
  private static final Set<String> READ_BY_NO_CODE =
      Set.of("VPSIE_API_URL", "VPSIE_CLIENT_ID", "VPSIE_CLIENT_SECRET");
  private static final Set<String> OF_THE_POD =
      Set.of("POD_NAME", "POD_NAMESPACE", "VERSION", "COMMIT", "BUILD_DATE");

  private DeploymentReading() {}

  private static List<Map<?, ?>> containers(OldObject deployment) {
    return maps(deployment.at("spec.template.spec.containers")).toList();
  }

  /** All words with which its containers are started. */
  static List<String> words(OldObject deployment) {
    List<String> words = new ArrayList<>();
    for (Map<?, ?> container : containers(deployment)) {
      for (String key : List.of("command", "args")) {
        if (container.get(key) instanceof List<?> list) {
          list.forEach(word -> words.add(String.valueOf(word)));
        }
      }
    }
    return words;
  }

  /** Of its environment, by name only: values may be secrets. */
  static List<ReportLine> lines(OldObject deployment) {
    List<ReportLine> lines = new ArrayList<>();
    for (Map<?, ?> container : containers(deployment)) {
      maps(container.get("env"))
          .map(entry -> String.valueOf(entry.get("name")))
          .map(name -> ReportLine.of(deployment, "env." + name, "", environment(name)))
          .forEach(lines::add);
      if (container.get("envFrom") != null) {
        lines.add(
            ReportLine.of(deployment, "envFrom", "", Told.notNeeded("see the Secret's keys")));
      }
    }
    lines.add(
        ReportLine.of(
            deployment,
            "all else",
            "",
            Told.notNeeded("Drover runs outside of the cluster, as a service of systemd")));
    return lines;
  }

  private static Told environment(String name) {
    if (READ_BY_NO_CODE.contains(name)) {
      return Told.notNeeded("the old autoscaler's code never read it");
    }
    if (name.startsWith("SENTRY_")) {
      return Told.notSupported("nothing is sent anywhere: metrics, journal, Events");
    }
    return OF_THE_POD.contains(name)
        ? Told.notNeeded("there is no pod")
        : new Told(Outcome.UNKNOWN, "the old autoscaler reads no such variable; not carried over");
  }

  private static Stream<Map<?, ?>> maps(@Nullable Object list) {
    return list instanceof List<?> all
        ? all.stream().filter(Map.class::isInstance).map(one -> (Map<?, ?>) one)
        : Stream.of();
  }
}
