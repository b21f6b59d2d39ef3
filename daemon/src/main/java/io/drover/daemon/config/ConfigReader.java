package io.drover.daemon.config;

import static io.drover.daemon.config.DurationForm.DURATION;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the file's sections into records, in the order of {@link DroverConfig}. */
final class ConfigReader {
  private static final Form<String> INSTALLATION =
      Forms.matching(
          Pattern.compile("[a-z0-9-]{1,40}"), "is not 1 to 40 of a-z, 0-9 and -. Example: home");
  private static final Path NOWHERE = Path.of("/");
  private static final URI NO_ADDRESS = URI.create("http://localhost");
  private final Collection<String> providerKinds;

  ConfigReader(Collection<String> providerKinds) {
    this.providerKinds = providerKinds;
  }

  DroverConfig read(MappingReader in) {
    in.forbid(Set.of("metrics"), "belongs to a cluster: clusters.NAME.metrics");
    return new DroverConfig(
        in.required("installation", INSTALLATION, ""),
        in.value("stateDirectory", Forms.PATH, Path.of("/var/lib/drover")),
        in.value("policies", Forms.PATH, Path.of("/etc/drover/rules")),
        in.named("clusters", (key, section) -> cluster(section)),
        in.named("providers", (key, section) -> provider(section)),
        in.named("nodeGroups", (key, section) -> NodeGroupReader.read(section, key)),
        in.section("http", ConfigReader::http),
        in.value("controlSocket", Forms.PATH, Path.of("/run/drover/control.sock")),
        in.section("hazelcast", ConfigReader::hazelcast),
        in.optional("site", KubernetesForms.NAME),
        in.optionalSection("spot", ConfigReader::spot),
        in.section("timings", ConfigReader::timings),
        in.section("journal", ConfigReader::journal),
        in.section("safety", ConfigReader::safety));
  }

  private static ClusterConfig cluster(MappingReader in) {
    return new ClusterConfig(
        in.required("kubeconfig", Forms.PATH, NOWHERE),
        in.optional("context", Forms.TEXT),
        in.optional("uid", KubernetesForms.UID),
        in.value("mode", Forms.oneOf(Mode.class), Mode.ACT),
        in.value("leaseNamespace", KubernetesForms.NAME, "kube-system"),
        in.value(
            "expendablePodsBelow", Forms.integer(Integer.MIN_VALUE, 0), PodFact.EXPENDABLE_BELOW),
        in.values("timeZones", Forms.TIME_ZONE),
        in.value("pendingTime", DURATION, Duration.ZERO),
        in.values("ignoredNamespaces", KubernetesForms.NAME),
        in.sections("freezes", ConfigReader::freeze),
        in.value("noteMaxAge", DURATION, ClusterSettings.NOTE_MAX_AGE),
        in.section("minimum", ConfigReader::minimum),
        in.optionalSection("newGroups", NodeGroupReader::newGroups),
        in.optionalSection("metrics", ConfigReader::metrics));
  }

  private static ClusterConfig.Minimum minimum(MappingReader in) {
    return new ClusterConfig.Minimum(
        in.value("nodes", Forms.integer(0, NodeGroupReader.MOST_NODES), 0),
        in.optional("cpu", KubernetesForms.QUANTITY),
        in.optional("memory", KubernetesForms.QUANTITY));
  }

  private static FreezeConfig freeze(MappingReader in) {
    return new FreezeConfig(
        in.required("from", Forms.INSTANT, Instant.EPOCH),
        in.required("until", Forms.INSTANT, Instant.EPOCH),
        in.required("reason", Forms.TEXT, ""));
  }

  private ProviderConfig provider(MappingReader in) {
    in.forbid(SecretReader.INLINE, SecretReader.NOT_HERE + ", under credentials");
    String kind = in.required("kind", Forms.oneOf(providerKinds), "");
    VpsieConfig vpsie =
        kind.equals(VpsieReader.KIND)
            ? in.section(VpsieReader.KIND, VpsieReader::read)
            : in.optionalSection(VpsieReader.KIND, VpsieReader::read);
    return new ProviderConfig(
        kind,
        vpsie == null
            ? in.required("endpoint", Forms.HTTP_URL, NO_ADDRESS)
            : in.value("endpoint", Forms.HTTP_URL, vpsie.shape().endpoint()),
        in.optionalSection("credentials", SecretReader::read),
        in.value("rateLimit", Forms.integer(1, 10_000), 10),
        in.value("createConcurrency", Forms.integer(1, 1_000), 5),
        in.value("requestTimeout", DURATION, Duration.ofSeconds(10)),
        in.value("listSettles", DURATION, Duration.ofMinutes(2)),
        in.optional("site", KubernetesForms.NAME),
        vpsie);
  }

  private static HttpConfig http(MappingReader in) {
    return new HttpConfig(
        in.value("host", Forms.HOST_NAME, "127.0.0.1"), in.value("port", Forms.PORT, 8080));
  }

  private static HazelcastConfig hazelcast(MappingReader in) {
    return new HazelcastConfig(
        in.value("host", Forms.HOST_NAME, "127.0.0.1"),
        in.value("port", Forms.PORT, 5701),
        in.value("eventBusPort", Forms.PORT, 15_701),
        in.values("members", Forms.MEMBER_ADDRESS),
        in.value("allowPublicAddress", Forms.SWITCH, false),
        in.optionalSection("tls", ConfigReader::tls));
  }

  private static HazelcastConfig.Tls tls(MappingReader in) {
    return new HazelcastConfig.Tls(
        in.required("certificate", Forms.PATH, NOWHERE),
        in.required("key", Forms.PATH, NOWHERE),
        in.required("ca", Forms.PATH, NOWHERE));
  }

  private static MetricsConfig metrics(MappingReader in) {
    return new MetricsConfig(
        in.optionalSection(
            "prometheus",
            prometheus ->
                new MetricsConfig.Prometheus(
                    prometheus.required("url", Forms.HTTP_URL, NO_ADDRESS),
                    prometheus.optional("cpuQuery", Forms.TEXT),
                    prometheus.optional("memoryQuery", Forms.TEXT),
                    prometheus.optional("ageQuery", Forms.TEXT),
                    prometheus.optional("namesQuery", Forms.TEXT),
                    prometheus.value("interval", DURATION, Duration.ofSeconds(30)),
                    prometheus.value("maxAge", DURATION, Duration.ofMinutes(5)))),
        in.optionalSection(
            "metricsApi",
            api ->
                new MetricsConfig.MetricsApi(
                    api.value("interval", DURATION, Duration.ofSeconds(30)),
                    api.value("maxAge", DURATION, Duration.ofMinutes(5)))));
  }

  private static SpotConfig spot(MappingReader in) {
    return new SpotConfig(
        in.optionalSection(
            "webhook",
            webhook ->
                new SpotConfig.Webhook(
                    webhook.requiredSection("secret", SecretReader::read),
                    webhook.value("replayWindow", DURATION, Duration.ofMinutes(5)))));
  }

  private static TimingsConfig timings(MappingReader in) {
    return new TimingsConfig(
        in.value("batchIdle", DURATION, Duration.ofMillis(250)),
        in.value("batchMax", DURATION, Duration.ofSeconds(2)),
        in.value("viewMaxAge", DURATION, Duration.ofSeconds(10)),
        in.value("heartbeat", DURATION, Duration.ofSeconds(2)),
        in.value("claimDuration", DURATION, Duration.ofSeconds(15)),
        in.value("stepDeadline", DURATION, Duration.ofSeconds(3)),
        in.value("planInterval", DURATION, Duration.ofSeconds(30)),
        in.value("planDeadline", DURATION, Duration.ofSeconds(5)));
  }

  private static JournalConfig journal(MappingReader in) {
    return new JournalConfig(
        in.value("maxFileSize", Forms.DATA_SIZE, new DataSize(50L << 20)),
        in.value("files", Forms.integer(1, 1_000), 5));
  }

  private static SafetyConfig safety(MappingReader in) {
    return new SafetyConfig(
        in.value("disruptionBudget", Forms.BOUND, Percent.of(10)),
        in.value("maxUnhealthy", Forms.SHARE, Percent.of(45)),
        in.value("maxRequestedAfterRemoval", Forms.SHARE, Percent.of(95)),
        in.value("maxNodesPerPlan", Forms.integer(1, NodeGroupReader.MOST_NODES), 20),
        in.value(
            "maxRemovalsAtOnce",
            Forms.integer(1, NodeGroupReader.MOST_NODES),
            RemovalLimits.DEFAULT.atOnce()),
        in.value(
            "maxDrainsAtOnce",
            Forms.integer(1, NodeGroupReader.MOST_NODES),
            RemovalLimits.DEFAULT.drainsAtOnce()),
        in.section(
            "maxRemovalsPerWindow",
            window ->
                new SafetyConfig.RemovalWindow(
                    window.value("nodes", Forms.integer(1, NodeGroupReader.MOST_NODES), 20),
                    window.value("window", DURATION, Duration.ofMinutes(10)))),
        in.section(
            "maxPolicyChange",
            change ->
                new SafetyConfig.PolicyChange(
                    change.value("removals", Forms.integer(0, NodeGroupReader.MOST_NODES), 5),
                    change.value("purchases", Forms.integer(0, NodeGroupReader.MOST_NODES), 20))));
  }
}
