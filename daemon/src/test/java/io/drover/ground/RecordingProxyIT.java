package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.ground.KillPoint.Stage;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ControlPlaneExtension.class)
class RecordingProxyIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final ControlPlane plane;
  private final RecordingProxy proxy;
  private final KubernetesClient through;
  private final AtomicInteger actions = new AtomicInteger();

  RecordingProxyIT(ControlPlane plane) {
    this.plane = plane;
    this.proxy = RecordingProxy.before(plane);
    Config config = Config.fromKubeconfig(proxy.kubeconfig(plane.adminToken()).toFile());
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(5000);
    this.through = new KubernetesClientBuilder().withConfig(config).build();
  }

  @BeforeEach
  void clean() {
    plane.client().configMaps().inNamespace("default").delete();
  }

  @AfterEach
  void close() {
    through.close();
    proxy.close();
  }

  @Test
  void recordsARequestWithBodyAndStatusAndSendsTheTokenAlong() {
    create("recorded");

    assertThat(proxy.requests(RecordingProxyIT::creates))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.path()).isEqualTo("/api/v1/namespaces/default/configmaps");
              assertThat(request.body()).contains("\"recorded\"");
              assertThat(request.status()).hasValue(201);
            });
  }

  @Test
  void tunnelsWatches() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    try (var informer = through.configMaps().inNamespace("default").inform(handler(seen))) {
      create("watched");

      Await.until(DEADLINE, "the event through the proxy", () -> seen.contains("watched"));
      assertThat(informer.isWatching()).isTrue();
      assertThat(proxy.requests(r -> r.uri().contains("watch=true")))
          .isNotEmpty()
          .allSatisfy(request -> assertThat(request.status()).hasValue(101));

      proxy.refuseAll();
      Await.until(DEADLINE, "the watch to break", () -> !informer.isWatching());
      proxy.letPass();
      Await.until(DEADLINE, "the watch to come back", informer::isWatching);
    }
  }

  @Test
  void killsBeforeTheServerHasSeenTheRequest() {
    KillPoint point =
        proxy.killAt(Stage.BEFORE_FORWARDING, RecordingProxyIT::creates, actions::incrementAndGet);

    assertThatThrownBy(() -> create("lost")).isInstanceOf(KubernetesClientException.class);

    assertThat(actions).hasValue(1);
    assertThat(point.fired()).isTrue();
    assertThat(exists("lost")).isFalse();
    create("lost");
    assertThat(exists("lost")).isTrue();
  }

  @Test
  void killsAfterTheServerHasActedAndBeforeTheCallerKnows() {
    KillPoint point =
        proxy.killAt(
            Stage.AFTER_FORWARDING_BEFORE_ANSWER,
            RecordingProxyIT::creates,
            actions::incrementAndGet);

    assertThatThrownBy(() -> create("done")).isInstanceOf(KubernetesClientException.class);

    assertThat(actions).hasValue(1);
    assertThat(point.request()).hasValueSatisfying(r -> assertThat(r.status()).hasValue(201));
    assertThat(exists("done")).isTrue();
  }

  @Test
  void refusesAndDelays() {
    proxy.refuseAll();
    assertThatThrownBy(() -> create("refused")).isInstanceOf(KubernetesClientException.class);
    proxy.letPass();

    proxy.delay(RecordingProxyIT::creates, Duration.ofMillis(700));
    long start = System.nanoTime();
    create("late");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(700));
    assertThat(exists("refused")).isFalse();
  }

  private void create(String name) {
    ConfigMap map =
        new ConfigMapBuilder()
            .withNewMetadata()
            .withNamespace("default")
            .withName(name)
            .endMetadata()
            .build();
    ConfigMap created = through.resource(map).create();
    assertThat(created.getMetadata().getUid()).isNotBlank();
  }

  private boolean exists(String name) {
    return plane.client().configMaps().inNamespace("default").withName(name).get() != null;
  }

  private static boolean creates(RecordedRequest request) {
    return request.method().equals("POST") && request.path().endsWith("/configmaps");
  }

  private static ResourceEventHandler<ConfigMap> handler(Set<String> seen) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(ConfigMap map) {
        seen.add(map.getMetadata().getName());
      }

      @Override
      public void onUpdate(ConfigMap before, ConfigMap after) {}

      @Override
      public void onDelete(ConfigMap map, boolean unknown) {}
    };
  }
}
