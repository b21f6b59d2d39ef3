package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Objects as an API server would send them. */
final class ObjectYaml {
  /** The beginning of an object whose name and age do not matter. */
  static final String META =
      """
      metadata:
        name: one
        namespace: shop
        uid: u-1
        generation: 3
        resourceVersion: "42"
        creationTimestamp: "2026-11-20T10:00:00Z"
      """;

  private static final KubernetesSerialization LENIENT = Clients.lenient();

  private ObjectYaml() {}

  static <T> T read(Class<T> type, String yaml) {
    return LENIENT.unmarshal(yaml, type);
  }
}
