package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.PodFact;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KindWatchTest {
  /** Never asked for anything. */
  private static final KubernetesClient CLIENT =
      new KubernetesClientBuilder().withConfig(Config.empty()).build();

  private final List<Delta> told = new ArrayList<>();
  private final KindWatch<Pod> pods =
      new KindWatch<>(podsOf(), new FactStream(Runnable::run, 10, told::addAll));

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @Test
  void podsOfOneTemplateArriveWithTheSameNeedsAndLabels() {
    pods.onAdd(pod("web-1", "nodeSelector: {disk: ssd}"));
    pods.onAdd(pod("web-2", "nodeSelector: {disk: ssd}"));

    PodFact one = fact(0);
    PodFact other = fact(1);
    assertThat(other.needs()).isSameAs(one.needs());
    assertThat(other.identity().labels()).isSameAs(one.identity().labels());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "topologySpreadConstraints: [null]",
        "topologySpreadConstraints: [{whenUnsatisfiable: DoNotSchedule}]",
        "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{}]}}",
        "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [null]}}",
        "nodeSelector: {disk: null}",
        "volumes: [null]",
        "containers: [{name: main, resources: {requests: {cpu: much}}}]",
        "initContainers: [null]",
      })
  void aPodThatMakesNoSenseIsLeftOutByNameAndTheWatchGoesOn(String spec) {
    pods.onAdd(pod("web-1", spec.startsWith("containers") ? "" : "containers: [{name: main}]"));
    pods.onUpdate(pod("web-1", ""), pod("web-1", spec));

    assertThat(pods.unreadable()).containsOnlyKeys("shop/web-1");
    assertThat(told).endsWith(new Delta.Drop(new FactKey(FactKey.Kind.POD, "shop/web-1")));

    pods.onAdd(pod("web-2", ""));
    pods.onUpdate(pod("web-1", spec), pod("web-1", ""));

    assertThat(pods.unreadable()).isEmpty();
    assertThat(told).hasSize(4);
  }

  private PodFact fact(int index) {
    return (PodFact) ((Delta.Put) told.get(index)).fact();
  }

  private static Pod pod(String name, String spec) {
    return ObjectYaml.read(
        Pod.class,
        """
        metadata:
          name: %s
          namespace: shop
          uid: u-1
          resourceVersion: "1"
          creationTimestamp: "2026-11-20T10:00:00Z"
          labels: {app: web, hash: "1"}
        spec: {%s}
        """
            .formatted(name, spec));
  }

  @SuppressWarnings("unchecked")
  private static WatchedKind<Pod> podsOf() {
    return (WatchedKind<Pod>)
        WatchedKinds.of(CLIENT).stream()
            .filter(kind -> kind.kind() == FactKey.Kind.POD)
            .findFirst()
            .orElseThrow();
  }
}
