package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.GROUP;
import static io.drover.daemon.config.ConfigTexts.LEAST;
import static io.drover.daemon.config.ConfigTexts.parsed;
import static io.drover.daemon.config.ConfigTexts.problem;
import static io.drover.daemon.config.ConfigTexts.rejected;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.TimeWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigParserTest {
  @Test
  void findsEveryMistakeAtOnce() {
    ParseResult.Rejected rejected =
        rejected(
            """
            installation: My Home
            clusters:
              prod: {kubeconfig: credentials/kubeconfig, mode: Acts, expendablePodsBelow: 1, expendablePodBelow: 0}
            providers:
              cloud:
                kind: simulatd
                endpoint: ftp://127.0.0.1
                credentials: {token: hunter2}
                rateLimit: 0
            nodeGroups:
              general:
                cluster: prd
                provider: cloud
                min: 7
                max: 5
                offring: [small]
                taints: [{key: team, effect: Never}]
                labels: {a/b/c: d, example.com/x: "a b"}
                limits: {memory: lots}
                scaleDown: {unneededTime: 0s, utilizationThreshold: 150%}
              Upper_Case: {cluster: prod, provider: cloud}
            http: {port: 5701}
            http: {port: 99999}
            timings: {batchIdle: 3s, heartbeat: soon}
            journal:
            safety:
              disruptionBudget: ten
              wild: guess
            """);
    assertThat(rejected.text())
        .isEqualTo(
            """
            drover.yaml: 27 problems
              installation                                         "My Home" is not 1 to 40 of a-z, 0-9 and -. Example: home
              clusters.prod.kubeconfig                             "credentials/kubeconfig" is not an absolute path. Example: /etc/drover/FILE
              clusters.prod.mode                                   "Acts" is not one of Act, Observe. Did you mean 'Act'?
              clusters.prod.expendablePodsBelow                    1 is not between -2147483648 and 0
              clusters.prod.expendablePodBelow                     unknown key. Did you mean 'expendablePodsBelow'?
              providers.cloud.kind                                 "simulatd" is not one of simulated, vpsie. Did you mean 'simulated'?
              providers.cloud.endpoint                             "ftp://127.0.0.1" is not an http or https address. Example: http://127.0.0.1:7700
              providers.cloud.credentials.token                    secrets do not belong in this file. Name where it is: {file: PATH}, {environment: NAME} or {kubernetesSecret: {cluster: …, namespace: …, name: …, key: …}}
              providers.cloud.rateLimit                            0 is not between 1 and 10000
              nodeGroups.general.cluster                           "prd" is not one of clusters. Did you mean 'prod'?
              nodeGroups.general.min                               7 is more than nodeGroups.general.max (5)
              nodeGroups.general.offring                           unknown key. Did you mean 'offerings'?
              nodeGroups.general.taints[0].effect                  "Never" is not one of NoSchedule, PreferNoSchedule, NoExecute
              nodeGroups.general.labels.a/b/c                      "a/b/c" is not a label key. Examples: team, example.com/team
              nodeGroups.general.labels["example.com/x"]           "a b" is not a label value: at most 63 letters, digits, - _ and ., with a letter or digit at both ends
              nodeGroups.general.limits.memory                     "lots" is not a quantity. Examples: 4, 500m, 16Gi
              nodeGroups.general.scaleDown.utilizationThreshold    "150%" is not a percentage between 0% and 100%. Examples: 10%, 12.5%
              nodeGroups.general.scaleDown.unneededTime            "0s" is not more than zero
              nodeGroups.Upper_Case                                "Upper_Case" is not a name: at most 63 of a-z, 0-9 and -, with a letter or digit at both ends
              nodeGroups.Upper_Case.max                            is missing
              http                                                 is given again in line 23
              http.port                                            5701 is also hazelcast.port of the same host
              timings.heartbeat                                    "soon" is not a duration. Examples: 250ms, 30s, 10m, 1h30m
              timings.batchIdle                                    3s is more than timings.batchMax (2s)
              journal                                              has no value. Give it one or remove the key
              safety.disruptionBudget                              "ten" is not a count or a percentage. Examples: 3, 10%
              safety.wild                                          unknown key. Known here: disruptionBudget, maxUnhealthy, maxRequestedAfterRemoval, maxNodesPerPlan, maxRemovalsAtOnce, maxDrainsAtOnce, maxRemovalsPerWindow, maxPolicyChange
            """);
  }

  @Test
  void fillsInTheDefaults() {
    DroverConfig config = parsed(GROUP);
    assertThat(config.stateDirectory()).isEqualTo(Path.of("/var/lib/drover"));
    assertThat(config.policies()).isEqualTo(Path.of("/etc/drover/rules"));
    assertThat(config.controlSocket()).isEqualTo(Path.of("/run/drover/control.sock"));
    assertThat(config.clusters())
        .containsEntry(
            "prod",
            new ClusterConfig(
                Path.of("/k"),
                null,
                null,
                Mode.ACT,
                "kube-system",
                -10,
                List.of(),
                Duration.ZERO,
                List.of(),
                List.of(),
                Duration.ofHours(1),
                ClusterConfig.Minimum.NONE,
                null,
                null));
    ProviderConfig provider = requireNonNull(config.providers().get("cloud"));
    assertThat(provider.rateLimit()).isEqualTo(10);
    assertThat(provider.createConcurrency()).isEqualTo(5);
    assertThat(provider.requestTimeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(provider.listSettles()).isEqualTo(Duration.ofMinutes(2));
    assertThat(config.http()).isEqualTo(new HttpConfig("127.0.0.1", 8080));
    assertThat(config.hazelcast())
        .isEqualTo(new HazelcastConfig("127.0.0.1", 5701, 15701, List.of(), false, null));
    assertThat(config.spot()).isNull();
    assertThat(config.journal()).isEqualTo(new JournalConfig(new DataSize(52_428_800), 5));
    assertThat(config.safety())
        .isEqualTo(
            new SafetyConfig(
                Percent.of(10),
                Percent.of(45),
                Percent.of(95),
                20,
                20,
                10,
                new SafetyConfig.RemovalWindow(20, Duration.ofMinutes(10)),
                new SafetyConfig.PolicyChange(5, 20)));
    assertThat(config.timings())
        .isEqualTo(
            new TimingsConfig(
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Duration.ofSeconds(15),
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5)));
  }

  @Test
  void fillsInTheDefaultsOfANodeGroup() {
    NodeGroupConfig group = requireNonNull(parsed(GROUP).nodeGroups().get("general"));
    assertThat(group.name()).isEqualTo("general");
    assertThat(group.min()).isZero();
    assertThat(group.mode()).isEqualTo(Mode.ACT);
    assertThat(group.capacityTypes()).isEmpty();
    assertThat(group.limits()).isEqualTo(new NodeGroupConfig.Limits(null, null, null));
    assertThat(group.timeouts())
        .isEqualTo(
            new NodeGroupConfig.Timeouts(
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofMinutes(15),
                Duration.ofMinutes(2),
                null,
                Duration.ofMinutes(30),
                Duration.ofMinutes(15)));
    assertThat(group.deletionPolicy()).isEqualTo(NodeGroupConfig.Deletion.KEEP);
    assertThat(group.scaleUp())
        .isEqualTo(
            new NodeGroupConfig.ScaleUp(
                20,
                Duration.ofMinutes(1),
                Percent.of(100),
                Percent.of(0),
                Duration.ofMinutes(5),
                new CountOrPercent.Count(0),
                null));
    assertThat(group.scaleDown())
        .isEqualTo(
            new NodeGroupConfig.ScaleDown(
                true,
                Percent.of(50),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                null,
                List.of(),
                null,
                Percent.of(0),
                Percent.of(80),
                null,
                false,
                false,
                Duration.ofHours(1),
                null));
    assertThat(group.spot())
        .isEqualTo(
            new NodeGroupConfig.Spot(
                NodeGroupConfig.Response.DRAIN,
                NodeGroupConfig.Response.IGNORE,
                Percent.of(30),
                3));
  }

  @Test
  void readsAFullNodeGroup() {
    NodeGroupConfig group =
        requireNonNull(
            parsed(
                    GROUP
                        + """
                          full:
                            {cluster: prod, name: named, provider: cloud, min: 0, max: 2, zeroOrMax: true, priority: -3,
                             mode: Observe, instanceTypes: [small], offerings: [o], zones: [zone-a],
                             capacityTypes: [spot], labels: {example.com/team: a}, settings: {any: thing},
                             taints: [{key: k, value: v, effect: NoExecute}],
                             startupTaints: [{key: s, effect: PreferNoSchedule}],
                             startupTaintPrefixes: [readiness.k8s.io/],
                             capacityOverrides: {cpu: 4}, limits: {cpu: "100", pricePerHour: "3.50"},
                             timeouts: {terminationGracePeriod: 1h, failedTtl: 0s, strayGrace: 1h},
                             deletionPolicy: Delete,
                             schedules: [{when: "Mon..Fri 07:00-19:00 Europe/Berlin", min: 2, headroom: 10%}],
                             scaleUp: {maxSpotShare: 50%, cpuThreshold: 70%, cooldown: 2m, headroom: 1,
                                       monthlyBudget: "250.5"},
                             spot: {onInterruption: Ignore, onRebalance: Drain, stormShare: 25%, stormAfter: 0},
                             scaleDown: {minNodeAge: 1h, hours: ["Sat,Sun 08:00-20:00 Europe/Berlin"],
                                         minSaving: "0.05", hysteresis: 10%, maxUsage: 70%,
                                         expireAfter: 30d, replaceDrifted: true,
                                         consolidate: true, payback: 2h, repairAfter: 20m},
                             disruptionBudgets: [{nodes: 12.5%},
                               {nodes: 3, when: "Sat,Sun 08:00-20:00 Europe/Berlin", reasons: [NODE_EMPTY]}]}
                        """)
                .nodeGroups()
                .get("full"));
    assertThat(group.name()).isEqualTo("named");
    assertThat(group.priority()).isEqualTo(-3);
    assertThat(group.zeroOrMax()).isTrue();
    assertThat(group.timeouts().terminationGracePeriod()).isEqualTo(Duration.ofHours(1));
    assertThat(group.timeouts().failedTtl()).isZero();
    assertThat(group.timeouts().strayGrace()).isEqualTo(Duration.ofHours(1));
    assertThat(group.deletionPolicy()).isEqualTo(NodeGroupConfig.Deletion.DELETE);
    assertThat(group.startupTaintPrefixes()).containsExactly("readiness.k8s.io/");
    assertThat(group.schedules())
        .containsExactly(
            new NodeGroupConfig.Schedule(
                TimeWindow.parse("Mon..Fri 07:00-19:00 Europe/Berlin"), 2, Percent.of(10)));
    assertThat(group.scaleUp())
        .isEqualTo(
            new NodeGroupConfig.ScaleUp(
                20,
                Duration.ofMinutes(1),
                Percent.of(50),
                Percent.of(70),
                Duration.ofMinutes(2),
                new CountOrPercent.Count(1),
                new BigDecimal("250.5")));
    assertThat(group.spot())
        .isEqualTo(
            new NodeGroupConfig.Spot(
                NodeGroupConfig.Response.IGNORE,
                NodeGroupConfig.Response.DRAIN,
                Percent.of(25),
                0));
    assertThat(group.mode()).isEqualTo(Mode.OBSERVE);
    assertThat(group.taints())
        .containsExactly(new TaintConfig("k", "v", TaintConfig.Effect.NO_EXECUTE));
    assertThat(group.startupTaints())
        .containsExactly(new TaintConfig("s", "", TaintConfig.Effect.PREFER_NO_SCHEDULE));
    assertThat(group.labels()).isEqualTo(Map.of("example.com/team", "a"));
    assertThat(group.capacityOverrides()).isEqualTo(Map.of("cpu", "4"));
    assertThat(group.settings()).isEqualTo(Map.of("any", "thing"));
    assertThat(group.limits())
        .isEqualTo(new NodeGroupConfig.Limits("100", null, new BigDecimal("3.50")));
    assertThat(group.scaleDown())
        .isEqualTo(
            new NodeGroupConfig.ScaleDown(
                true,
                Percent.of(50),
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                List.of(TimeWindow.parse("Sat,Sun 08:00-20:00 Europe/Berlin")),
                new BigDecimal("0.05"),
                Percent.of(10),
                Percent.of(70),
                Duration.ofDays(30),
                true,
                true,
                Duration.ofHours(2),
                Duration.ofMinutes(20)));
    assertThat(group.disruptionBudgets())
        .containsExactly(
            new NodeGroupConfig.DisruptionBudget(new Percent(1_250), null, List.of()),
            new NodeGroupConfig.DisruptionBudget(
                new CountOrPercent.Count(3),
                TimeWindow.parse("Sat,Sun 08:00-20:00 Europe/Berlin"),
                List.of("NODE_EMPTY")));
  }

  @Test
  void readsWhereSecretsAre() {
    DroverConfig config =
        parsed(
            LEAST
                + """
                providers:
                  a: {kind: simulated, endpoint: "http://h", credentials: {file: /c}}
                  b: {kind: simulated, endpoint: "http://h", credentials: {environment: TOKEN}}
                spot: {webhook: {secret: {file: /s}}}
                """);
    assertThat(config.providers().values())
        .extracting(ProviderConfig::credentials)
        .containsExactly(
            new SecretSource.File(Path.of("/c")), new SecretSource.Environment("TOKEN"));
    assertThat(config.spot())
        .isEqualTo(
            new SpotConfig(
                new SpotConfig.Webhook(
                    new SecretSource.File(Path.of("/s")), Duration.ofMinutes(5))));
  }

  @Test
  void neverShowsASecret() {
    String text =
        rejected(
                LEAST
                    + """
                    providers:
                      a: {kind: simulated, endpoint: "http://me:hunter2@h", token: hunter2,
                          credentials: {password: hunter2}}
                      b: {kind: simulated, endpoint: "http://h", credentials: hunter2}
                    """)
            .text();
    assertThat(text).doesNotContain("hunter2").startsWith("drover.yaml: 4 problems\n");
  }

  @Test
  void saysInWhichLineItIsNotYaml() {
    assertThat(problem("installation: home\nclusters: [\n")).startsWith("line 3: is not YAML: ");
    assertThat(problem("")).isEqualTo("file: is empty");
    assertThat(problem("- a\n")).isEqualTo("file: is not a section");
    assertThat(problem(LEAST + "---\na: b\n")).contains("is not YAML");
  }

  @Test
  void looksForReferencedFilesOnlyWhenAsked(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(folder.resolve("drover.yaml"), "policies: " + folder + "\n" + LEAST);
    Set<String> kinds = Set.of("simulated");
    assertThat(new ConfigParser(kinds).parse(file)).isInstanceOf(ParseResult.Parsed.class);
    ParseResult checked = new ConfigParser(kinds, ConfigParser.ReferencedFiles.CHECKED).parse(file);
    assertThat(((ParseResult.Rejected) checked).text())
        .isEqualTo(file + ": 1 problem\n  clusters.prod.kubeconfig    \"/k\" does not exist\n");
    ParseResult missing = new ConfigParser(kinds).parse(folder.resolve("none.yaml"));
    assertThat(((ParseResult.Rejected) missing).text()).contains("file    does not exist");
  }

  @Test
  void knowsWhereAProblemStands() {
    assertThat(rejected(GROUP + "htpp: {}\n").problems())
        .containsExactly(new Problem("htpp", "unknown key. Did you mean 'http'?", 8));
  }
}
