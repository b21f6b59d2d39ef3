package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What an informer keeps of objects. */
class KnownVersionsTest {
  private final KnownVersions<Pod> known = new KnownVersions<>(Pod::new);

  @Test
  void tellsTheVersionThatItReplaces() {
    assertThat(known.put("default/web", pod("web", "7"))).isNull();
    Pod before = Objects.requireNonNull(known.put("default/web", pod("web", "8")));
    assertThat(before.getMetadata().getResourceVersion()).isEqualTo("7");
  }

  @Test
  void knowsWhatItHandsOutUnderTheSameKey() {
    known.put("default/web", pod("web", "7"));
    assertThat(known.values().map(known::getKey)).containsExactly("default/web");
    assertThat(known.getKey(pod("web", "7"))).isEqualTo("default/web");
  }

  @Test
  void forgetsWhatIsRemoved() {
    known.put("default/web", pod("web", "7"));
    assertThat(known.remove("default/web")).isNotNull();
    assertThat(known.get("default/web")).isNull();
    assertThat(known.remove("default/web")).isNull();
    assertThat(known.size()).isZero();
  }

  @Test
  void knowsObjectsWithoutNamespaceByTheirName() {
    KnownVersions<Node> nodes = new KnownVersions<>(Node::new);
    Node node = new NodeBuilder().withNewMetadata().withName("n1").endMetadata().build();
    nodes.put(nodes.getKey(node), node);
    assertThat(nodes.keySet()).containsExactly("n1");
  }

  private static Pod pod(String name, String version) {
    return new PodBuilder()
        .withNewMetadata()
        .withNamespace("default")
        .withName(name)
        .withResourceVersion(version)
        .endMetadata()
        .build();
  }
}
