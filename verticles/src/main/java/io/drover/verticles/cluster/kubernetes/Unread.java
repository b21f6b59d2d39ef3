package io.drover.verticles.cluster.kubernetes;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Volume;

/**
 * What is passed over when objects are read. It is most of the text of a pod or node, nothing looks
 * at it, and to make objects of it would be most of the work of a large list.
 */
final class Unread {
  private Unread() {}

  static ObjectMapper passedOver(ObjectMapper mapper) {
    return mapper
        .addMixIn(ObjectMeta.class, OfAny.class)
        .addMixIn(Container.class, OfContainers.class)
        .addMixIn(ContainerStatus.class, OfContainerStatuses.class)
        .addMixIn(Volume.class, OfVolumes.class)
        .addMixIn(NodeStatus.class, OfNodes.class);
  }

  @JsonIgnoreProperties(value = "managedFields", allowGetters = true)
  private interface OfAny {}

  @JsonIgnoreProperties(
      value = {
        "args",
        "command",
        "env",
        "envFrom",
        "lifecycle",
        "livenessProbe",
        "readinessProbe",
        "startupProbe",
        "volumeMounts"
      },
      allowGetters = true)
  private interface OfContainers {}

  @JsonIgnoreProperties(
      value = {"containerID", "image", "imageID", "lastState", "state", "volumeMounts"},
      allowGetters = true)
  private interface OfContainerStatuses {}

  @JsonIgnoreProperties(
      value = {"configMap", "downwardAPI", "projected", "secret"},
      allowGetters = true)
  private interface OfVolumes {}

  @JsonIgnoreProperties(
      value = {"addresses", "daemonEndpoints", "images", "nodeInfo"},
      allowGetters = true)
  private interface OfNodes {}
}
