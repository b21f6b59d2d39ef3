package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Preferences;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Requirement.Operator;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Weighted;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferencesProjectionTest {
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";
  private static final Requirement WEB = is("app", "web");

  @Test
  void ratherHasNodesThatAnyOfItsTermsChooses() {
    Preferences wishes =
        nodes(
            "{weight: 3, preference: {matchExpressions: [{key: disk, operator: In, values: [ssd]}]}}",
            "{weight: 100, preference: {matchFields: [{key: metadata.name, operator: In, values: [one]}]}}");

    assertThat(wishes.nodes())
        .containsExactly(
            new Weighted<>(3, new SelectorTerm(List.of(is("disk", "ssd")), List.of())),
            new Weighted<>(100, new SelectorTerm(List.of(), List.of(is("metadata.name", "one")))));
  }

  @Test
  void ratherIsNearSomePodsAndFarFromOthers() {
    Preferences wishes =
        preferences(
            """
            affinity:
                podAffinity:
                  %1$s:
                  - weight: 5
                    podAffinityTerm: {topologyKey: zone, labelSelector: {matchLabels: {app: web}}}
                podAntiAffinity:
                  %1$s:
                  - weight: 7
                    podAffinityTerm:
                      topologyKey: host
                      namespaces: [one]
                      namespaceSelector: {matchLabels: {team: a}}
                      labelSelector: {}
            """
                .formatted(PREFERRED));

    AffinityTerm near =
        new AffinityTerm(
            "zone", Set.of("shop"), Selectors.ofLabels(null), new LabelSelector(List.of(WEB)));
    AffinityTerm apart =
        new AffinityTerm(
            "host",
            Set.of("one"),
            new LabelSelector(List.of(is("team", "a"))),
            new LabelSelector(List.of()));
    assertThat(wishes.near()).containsExactly(new Weighted<>(5, near));
    assertThat(wishes.apart()).containsExactly(new Weighted<>(7, apart));
  }

  @Test
  void takesKeysOfLabelsAsTheApiServerHasWrittenThemIntoTheSelector() {
    Preferences wishes =
        preferences(
            """
            affinity: {podAffinity: {%s: [{weight: 1, podAffinityTerm: {topologyKey: zone,
                matchLabelKeys: [hash], mismatchLabelKeys: [app], labelSelector: {matchExpressions: [
                {key: hash, operator: In, values: ["1"]}, {key: app, operator: NotIn, values: [web]}]}}}]}}
            """
                .formatted(PREFERRED));

    assertThat(wishes.near().getFirst().term().selector().requirements())
        .containsExactly(is("hash", "1"), new Requirement("app", Operator.NOT_IN, List.of("web")));
  }

  @Test
  void ratherIsSpreadWhereItMayBeScheduledAnyway() {
    PodFact pod =
        pod(
            """
            topologySpreadConstraints:
              - {whenUnsatisfiable: ScheduleAnyway, topologyKey: zone, maxSkew: 2,
                 labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [hash]}
              - {whenUnsatisfiable: DoNotSchedule, topologyKey: host, maxSkew: 1, labelSelector: {}}
            """);

    assertThat(pod.preferences().spread())
        .containsExactly(
            new SpreadConstraint(
                "zone", 2, 1, new LabelSelector(List.of(WEB, is("hash", "1"))), true, false));
    assertThat(pod.needs().company().spread())
        .extracting(SpreadConstraint::topologyKey)
        .containsExactly("host");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "{weight: 1, preference: {}}" | a term without expressions is no wish
          "{weight: 1}" | nor is none
          "{weight: 0, preference: {matchExpressions: [{key: a, operator: Exists}]}}" | nor what weighs nothing
          "{preference: {matchExpressions: [{key: a, operator: Exists}]}}" | nor what has no weight
          "{weight: 1, preference: {matchExpressions: [{key: a, operator: Near}]}}" | nor what nobody understands
          """,
      quoteCharacter = '"')
  void keepsOfItsWishesThoseThatSaySomething(String term, String why) {
    Preferences wishes =
        nodes(
            term,
            "{weight: 2, preference: {matchExpressions: [{key: b, operator: In, values: [c]}]}}");

    assertThat(wishes.nodes())
        .as(why)
        .containsExactly(new Weighted<>(2, new SelectorTerm(List.of(is("b", "c")), List.of())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "affinity: {podAffinity: {PREFERRED: [{weight: 1, podAffinityTerm: {labelSelector: {}}}]}}",
        "affinity: {podAntiAffinity: {PREFERRED: [{weight: 1}]}}",
        "affinity: {nodeAffinity: {PREFERRED: [{weight: 1, preference: {matchExpressions: [{}]}}]}}",
        "topologySpreadConstraints: [{whenUnsatisfiable: ScheduleAnyway, topologyKey: z}]",
        "topologySpreadConstraints: [{whenUnsatisfiable: ScheduleAnyway, maxSkew: 1}]",
      })
  void isReadAndSimulatedWhateverItWouldRatherHave(String spec) {
    PodFact pod = pod(spec.replace("PREFERRED", PREFERRED));

    assertThat(pod.preferences()).isSameAs(Preferences.NONE);
    assertThat(pod.needs().notSimulated()).isEmpty();
    assertThat(pod.needs().company().matters()).isFalse();
  }

  @Test
  void asksForTheSameWhateverItWouldRatherHave() {
    assertThat(
            pod("topologySpreadConstraints: [{whenUnsatisfiable: ScheduleAnyway, topologyKey: z, maxSkew: 1}]")
                .needs())
        .isEqualTo(pod("hostNetwork: false").needs());
    assertThat(pod("hostNetwork: false").preferences()).isSameAs(Preferences.NONE);
  }

  private static Requirement is(String key, String value) {
    return new Requirement(key, Operator.IN, List.of(value));
  }

  private static Preferences nodes(String... terms) {
    return preferences(
        "affinity: {nodeAffinity: {%s: [%s]}}".formatted(PREFERRED, String.join(", ", terms)));
  }

  private static Preferences preferences(String spec) {
    return pod(spec).preferences();
  }

  private static PodFact pod(String spec) {
    Pod pod =
        ObjectYaml.read(
            Pod.class,
            """
            metadata: {name: web-1, namespace: shop, uid: u, resourceVersion: "1",
              creationTimestamp: "2026-11-20T10:00:00Z", labels: {app: web, hash: "1"}}
            spec:
              containers: [{name: main}]
              %s
            """
                .formatted(spec));
    return PodProjection.fact(pod);
  }
}
