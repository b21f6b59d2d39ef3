package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.config.ParseResult;
import io.drover.daemon.config.Problem;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.verticles.cluster.kubernetes.GroupFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What the conversion writes is what Drover reads. */
class ReadByDroverTest {
  /** What the provider reads itself. */
  static Stream<Converted> examples() {
    return Stream.of(
        Examples.document(),
        Examples.full(),
        Examples.group(
            "scaleDownPolicy: {stabilizationWindowSeconds: 0, cooldownSeconds: 0}",
            "scaleUpPolicy: {stabilizationWindowSeconds: 0, cpuThreshold: 0}"));
  }

  private static String file(Converted converted, String name) {
    return converted.files().getOrDefault(name, "");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theGroups(Converted converted) {
    Map<GroupName, GroupSpec> groups = GroupFile.read(file(converted, "nodegroups.yaml"));
    Map<GroupName, GroupSpec> careful =
        GroupFile.read(file(converted, "nodegroups-taking-over.yaml"));

    assertThat(groups).isNotEmpty();
    assertThat(careful.keySet()).isEqualTo(groups.keySet());
    groups.forEach(
        (name, spec) -> {
          assertThat(spec.provider().value()).isEqualTo("vpsie");
          assertThat(spec.behaviour().timeouts().join()).isEqualTo(Duration.ofMinutes(15));
        });
    careful
        .values()
        .forEach(
            spec -> {
              assertThat(spec.behaviour().scaleDown().enabled()).isFalse();
              assertThat(spec.behaviour().timeouts().strayGrace()).isZero();
            });
  }

  /** By the strict reading of the configuration, which knows the same keys. */
  @ParameterizedTest
  @MethodSource("examples")
  void everyKeyOfTheGroups(Converted converted) {
    for (String name : List.of("nodegroups.yaml", "nodegroups-taking-over.yaml")) {
      Map<String, Object> groups = new HashMap<>();
      for (Object document : new Yaml().loadAll(file(converted, name))) {
        Map<String, Object> object = map(document);
        Map<String, Object> group = map(object.get("spec"));
        group.put("cluster", "prod");
        if (group.get("limits") != null) {
          group.put("limits", map(map(group.get("limits")).get("resources")));
        }
        groups.put(String.valueOf(map(object.get("metadata")).get("name")), group);
      }
      Map<String, Object> all = map(new Yaml().load(file(converted, "drover-vpsie.yaml")));
      all.put("nodeGroups", groups);

      assertThat(problems(new Yaml().dump(all))).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theConfiguration(Converted converted) {
    assertThat(problems(file(converted, "drover-vpsie.yaml"))).isEmpty();
  }

  private static List<Problem> problems(String configuration) {
    byte[] bytes = configuration.getBytes(StandardCharsets.UTF_8);
    return switch (new ConfigParser(Set.of("vpsie", "simulated")).parse("converted", bytes)) {
      case ParseResult.Parsed any -> List.of();
      case ParseResult.Rejected rejected -> rejected.problems();
    };
  }

  @SuppressWarnings("unchecked") // it was written by the conversion
  private static Map<String, Object> map(@Nullable Object value) {
    return (Map<String, Object>) Objects.requireNonNull(value);
  }
}
