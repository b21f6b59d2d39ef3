package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/** Objects as an API server would send them. */
final class ObjectYaml {
  private static final KubernetesSerialization LENIENT = Clients.lenient();

  private ObjectYaml() {}

  static <T> T read(Class<T> type, String yaml) {
    return LENIENT.unmarshal(yaml, type);
  }
}
