package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Secrets of a cluster; reading blocks. */
final class Secrets {
  private Secrets() {}

  static Map<String, String> read(KubernetesClient client, String namespace, String name) {
    Secret secret = client.secrets().inNamespace(namespace).withName(name).get();
    if (secret == null) {
      throw new IllegalStateException("there is no secret " + namespace + "/" + name);
    }
    Map<String, String> values = new TreeMap<>();
    OrEmpty.map(secret.getData())
        .forEach(
            (key, value) ->
                values.put(
                    key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
    return values;
  }
}
