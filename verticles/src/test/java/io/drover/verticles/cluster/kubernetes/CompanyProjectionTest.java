package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Company;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Requirement.Operator;
import io.drover.rules.facts.SpreadConstraint;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyProjectionTest {
  private static final Requirement WEB = is("app", "web");
  private static final LabelSelector EVERYTHING = new LabelSelector(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | 1 | true | false
          minDomains: 3 | 3 | true | false
          nodeAffinityPolicy: Honor | 1 | true | false
          nodeAffinityPolicy: Ignore | 1 | false | false
          nodeTaintsPolicy: Honor | 1 | true | true
          nodeTaintsPolicy: Ignore | 1 | true | false
          nodeTaintsPolicy: Sometimes | 1 | true | false
          """)
  void spreadsWithTheSchedulersDefaults(
      String more, int minDomains, boolean affinity, boolean taints) {
    assertThat(spread("maxSkew: 2, labelSelector: {matchLabels: {app: web}}, " + more).spread())
        .containsExactly(
            new SpreadConstraint(
                "zone", 2, minDomains, new LabelSelector(List.of(WEB)), affinity, taints));
  }

  @Test
  void demandsNothingWhereASpreadIsOnlyAPreference() {
    assertThat(
            company(
                "topologySpreadConstraints: [{topologyKey: z, whenUnsatisfiable: ScheduleAnyway}]"))
        .isSameAs(Company.ANY);
    assertThat(
            company(
                """
                affinity:
                    podAntiAffinity:
                      preferredDuringSchedulingIgnoredDuringExecution: [{weight: 1}]
                """))
        .isSameAs(Company.ANY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [hash] | web 1 | a key of the pod's labels narrows
          [hash, none] | web 1 | a key that the pod does not have does not
          [none] | web - | nor by itself
          [hash], labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: hash, operator: In, values: ["1"]}]} | web 1 | what the API server has merged stands once
          [hash], labelSelector: {matchLabels: {app: web}, matchExpressions: [{key: hash, operator: In, values: ["0"]}]} | web 0 1 | a label that changed since matches nothing
          """)
  void readsTheLabelsThatMatchLabelKeysNames(String keys, String wanted, String why) {
    String selector =
        keys.contains("labelSelector") ? "" : "labelSelector: {matchLabels: {app: web}},";

    Company company = spread("maxSkew: 1, " + selector + "matchLabelKeys: " + keys);

    List<Requirement> requirements = company.spread().getFirst().selector().requirements();
    assertThat(requirements).as(why).startsWith(WEB);
    assertThat(requirements.stream().skip(1).map(each -> each.values().getFirst()))
        .as(why)
        .containsExactly(wanted.contains("-") ? new String[0] : wanted.substring(4).split(" ", -1));
  }

  @Test
  void countsNobodyWithoutASelectorAndEverybodyWithAnEmptyOne() {
    Company none = spread("maxSkew: 1, matchLabelKeys: [hash]");
    Company all = spread("maxSkew: 1, labelSelector: {}");

    assertThat(none.spread().getFirst().selector().matches(Map.of("hash", "1", "app", "web")))
        .isFalse();
    assertThat(all.spread().getFirst().selector()).isEqualTo(EVERYTHING);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | shop | NONE
          namespaces: [] | shop | NONE
          'namespaces: [one, two]' | one two | NONE
          namespaceSelector: {} | '' | ALL
          'namespaces: [one], namespaceSelector: {matchLabels: {team: a}}' | one | TEAM
          'namespaceSelector: {matchLabels: {team: a}}' | '' | TEAM
          """)
  void looksIntoThePodsOwnNamespaceUnlessItNamesOthers(
      String more, String namespaces, String selected) {
    AffinityTerm term = term("labelSelector: {matchLabels: {app: web}}, " + more);

    assertThat(term.topologyKey()).isEqualTo("zone");
    assertThat(term.selector()).isEqualTo(new LabelSelector(List.of(WEB)));
    assertThat(term.namespaces())
        .isEqualTo(namespaces.isEmpty() ? Set.of() : Set.of(namespaces.split(" ", -1)));
    assertThat(term.namespaceSelector().matches(Map.of("team", "a")))
        .isEqualTo(!selected.equals("NONE"));
    assertThat(term.namespaceSelector().matches(Map.of("team", "b")))
        .isEqualTo(selected.equals("ALL"));
  }

  @Test
  void meansNobodyWithoutASelectorOfPods() {
    assertThat(term("namespaceSelector: {}").selector().matches(Map.of())).isFalse();
    assertThat(term("labelSelector: {}").selector()).isEqualTo(EVERYTHING);
  }

  @Test
  void readsNoMoreOfAnAffinityThanTheSchedulerDoesOnceThePodIsThere() {
    assertThat(term("labelSelector: {matchLabels: {app: web}}, matchLabelKeys: [hash]").selector())
        .isEqualTo(new LabelSelector(List.of(WEB)));
  }

  @Test
  void keepsEachTermOfBothKindsInItsOrder() {
    Company company =
        company(
            """
            affinity:
                podAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - {topologyKey: a, labelSelector: {matchExpressions: [{key: x, operator: Exists}]}}
                podAntiAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                  - {topologyKey: b, labelSelector: {matchExpressions: [{key: x, operator: NotIn, values: [y]}]}}
                  - {topologyKey: c, labelSelector: {matchExpressions: [{key: x, operator: DoesNotExist}]}}
            """);

    assertThat(company.affinity()).extracting(AffinityTerm::topologyKey).containsExactly("a");
    assertThat(company.antiAffinity())
        .extracting(term -> term.selector().requirements().getFirst().operator())
        .containsExactly(Operator.NOT_IN, Operator.DOES_NOT_EXIST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labelSelector: {}",
        "maxSkew: 0, labelSelector: {}",
        "maxSkew: -1",
        "maxSkew: 1, minDomains: 0",
        "maxSkew: 1, topologyKey: ''",
        "maxSkew: 1, labelSelector: {matchExpressions: [{key: x, operator: Like, values: [y]}]}",
        "maxSkew: 1, labelSelector: {matchExpressions: [{key: x, operator: Gt, values: ['1']}]}",
        "maxSkew: 1, labelSelector: {matchExpressions: [{key: x}]}",
        "maxSkew: 1, labelSelector: {matchExpressions: [{operator: Exists}]}",
      })
  void doesNotGuessWhatNoApiServerAccepts(String constraint) {
    assertThatThrownBy(() -> spread(constraint)).isInstanceOf(Unreadable.class);
  }

  @Test
  void takesNullsInASelectorAsTheApiServerDoes() {
    Company company =
        spread(
            """
            maxSkew: 1, labelSelector: {matchLabels: {app: null},\
             matchExpressions: [{key: x, operator: In, values: [null]}, {key: y, operator: Exists, values: null}]}\
            """);

    assertThat(company.spread().getFirst().selector().requirements())
        .containsExactly(
            is("app", ""), is("x", ""), new Requirement("y", Operator.EXISTS, List.of()));
  }

  private static Requirement is(String key, String value) {
    return new Requirement(key, Operator.IN, List.of(value));
  }

  private static Company spread(String constraint) {
    String key = constraint.contains("topologyKey") ? "" : "topologyKey: zone, ";
    return company(
        "topologySpreadConstraints: [{whenUnsatisfiable: DoNotSchedule, %s%s}]"
            .formatted(key, constraint));
  }

  private static AffinityTerm term(String term) {
    return company(
            """
            affinity:
                podAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: zone, %s}]
            """
                .formatted(term))
        .affinity()
        .getFirst();
  }

  private static Company company(String spec) {
    String pod =
        """
        metadata: {name: web-1, namespace: shop, labels: {app: web, hash: "1"}}
        spec:
          containers: [{name: main}]
          %s
        """
            .formatted(spec);
    return CompanyProjection.company(ObjectYaml.read(Pod.class, pod));
  }
}
