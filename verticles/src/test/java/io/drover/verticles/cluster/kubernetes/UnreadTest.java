package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is passed over while objects are read. */
class UnreadTest {
  private static final KubernetesSerialization SERIALIZATION = Clients.lenient();

  @Test
  void passesOverWhatNothingLooksAt() {
    Pod pod =
        SERIALIZATION.unmarshal(
            """
            {"apiVersion":"v1","kind":"Pod",
             "metadata":{"name":"web","managedFields":[{"manager":"kubelet"}],"labels":{"app":"web"}},
             "spec":{"containers":[{"name":"c","env":[{"name":"A","value":"b"}],
              "resources":{"requests":{"cpu":"1"}},"ports":[{"containerPort":80}]}]},
             "status":{"phase":"Running","containerStatuses":[{"name":"c","imageID":"x",
              "ready":true,"restartCount":0,"image":"y","allocatedResources":{"cpu":"1"}}]}}
            """,
            Pod.class);
    assertThat(pod.getMetadata().getManagedFields()).isEmpty();
    assertThat(pod.getMetadata().getLabels()).isEqualTo(Map.of("app", "web"));
    var container = pod.getSpec().getContainers().getFirst();
    assertThat(container.getEnv()).isEmpty();
    assertThat(container.getPorts()).hasSize(1);
    assertThat(container.getResources().getRequests()).containsKey("cpu");
    var status = pod.getStatus().getContainerStatuses().getFirst();
    assertThat(status.getImageID()).isNull();
    assertThat(status.getAllocatedResources()).containsKey("cpu");
  }

  @Test
  void passesOverImagesOfANode() {
    Node node =
        SERIALIZATION.unmarshal(
            """
            {"apiVersion":"v1","kind":"Node","metadata":{"name":"n1"},
             "status":{"images":[{"names":["a"],"sizeBytes":1}],"capacity":{"cpu":"4"}}}
            """,
            Node.class);
    assertThat(node.getStatus().getImages()).isEmpty();
    assertThat(node.getStatus().getCapacity()).containsKey("cpu");
  }

  @Test
  void writesWhatItDoesNotRead() {
    Container container = new ContainerBuilder().withName("c").withCommand("sleep", "1").build();
    assertThat(SERIALIZATION.asJson(container)).contains("\"command\":[\"sleep\",\"1\"]");
  }
}
