package io.drover.daemon.convert;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** The part of Drover's configuration that grows while the old one is read. */
final class FragmentDraft {
  final ConversionOptions options;
  String kubeconfig = "/etc/drover/credentials/kubeconfig";
  String leaseNamespace = "";
  String endpoint;
  OptionalInt httpPort = OptionalInt.empty();
  String secretNamespace = "kube-system";
  String secretName = "vpsie-secret";

  /** Keys of the Secret; empty while none was read. */
  final Set<String> secretKeys = new LinkedHashSet<>();

  final Set<String> datacenters = new LinkedHashSet<>();
  final Map<String, String> defaults = new TreeMap<>();
  private final Map<String, Object> takenOver = new LinkedHashMap<>();

  FragmentDraft(ConversionOptions options) {
    this.options = options;
    this.endpoint = options.shape().endpoint().toString();
  }

  /** What groups may buy in, the account must sell in. With none here it sells in all. */
  void sellFor(Collection<GroupDraft> groups) {
    boolean bounded = groups.stream().noneMatch(group -> group.zones().isEmpty());
    if (bounded || !datacenters.isEmpty()) {
      groups.forEach(group -> datacenters.addAll(group.zones()));
    }
  }

  void takeOver(String server, String group) {
    Map<String, String> owner = new LinkedHashMap<>();
    owner.put("cluster", options.cluster());
    owner.put("group", group);
    takenOver.put(server, owner);
  }

  /** A token is read from a file; the old autoscaler preferred it, too. */
  boolean byToken() {
    return secretKeys.contains("token");
  }

  String tokenFile() {
    return "/etc/drover/credentials/" + options.provider();
  }

  Map<String, Object> sections(
      OptionalInt pendingSeconds, OptionalInt cooldownSeconds, int groups) {
    Map<String, Object> cluster = new LinkedHashMap<>();
    cluster.put("kubeconfig", kubeconfig);
    cluster.put("mode", "Observe");
    pendingSeconds.ifPresent(it -> cluster.put("pendingTime", OldDuration.seconds(it)));
    if (!leaseNamespace.isEmpty()) {
      cluster.put("leaseNamespace", leaseNamespace);
    }
    cluster.put("metrics", Map.of("metricsApi", Map.of()));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("installation", options.installation());
    all.put("clusters", Map.of(options.cluster(), cluster));
    all.put("providers", Map.of(options.provider(), provider()));
    httpPort.ifPresent(port -> all.put("http", Map.of("port", port)));
    cooldownSeconds.ifPresent(
        it -> all.put("safety", Map.of("maxRemovalsPerWindow", window(groups, it))));
    return all;
  }

  private static Map<String, Object> window(int groups, int seconds) {
    Map<String, Object> window = new LinkedHashMap<>();
    window.put("nodes", groups);
    window.put("window", OldDuration.seconds(seconds));
    return window;
  }

  private Map<String, Object> provider() {
    Map<String, Object> vpsie = new LinkedHashMap<>();
    vpsie.put("shape", options.shape().toString());
    if (!byToken()) {
      vpsie.put("clientId", secret("clientId"));
      vpsie.put("clientSecret", secret("clientSecret"));
    }
    if (!datacenters.isEmpty()) {
      vpsie.put("datacenters", datacenters.stream().toList());
    }
    if (!defaults.isEmpty()) {
      vpsie.put("defaults", defaults);
    }
    if (!takenOver.isEmpty()) {
      vpsie.put("takenOver", takenOver);
    }
    Map<String, Object> provider = new LinkedHashMap<>();
    provider.put("kind", "vpsie");
    provider.put("endpoint", endpoint);
    if (byToken()) {
      provider.put("credentials", Map.of("file", tokenFile()));
    }
    provider.put("vpsie", vpsie);
    return provider;
  }

  private Map<String, Object> secret(String key) {
    Map<String, String> place = new LinkedHashMap<>();
    place.put("cluster", options.cluster());
    place.put("namespace", secretNamespace);
    place.put("name", secretName);
    place.put("key", key);
    return Map.of("kubernetesSecret", place);
  }
}
