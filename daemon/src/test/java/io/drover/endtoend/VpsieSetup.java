package io.drover.endtoend;

import io.drover.ground.ControlPlane;
import io.drover.ground.Scratch;
import io.drover.ground.VpsieDoubleProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration with an account at VPSie's double and a group of its servers. */
final class VpsieSetup {
  static final String DOCUMENT = "document";
  static final String APPS_V2 = "apps-v2";
  private static final String SECRET =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: vpsie-secret, namespace: kube-system}
      stringData: {clientId: %s, clientSecret: %s}
      """;
  private static final String FROM_SECRET =
      """
      clientId: {kubernetesSecret: {cluster: prod, name: vpsie-secret, key: clientId}}
            clientSecret: {kubernetesSecret: {cluster: prod, name: vpsie-secret, key: clientSecret}}\
      """;

  private VpsieSetup() {}

  /** Puts the credentials into the cluster, and says that they are read there. */
  static String secret(ControlPlane plane, String clientId, String clientSecret) {
    plane.apply(SECRET.formatted(clientId, clientSecret));
    return FROM_SECRET;
  }

  /** Puts the double's credentials into files, and says that they are read there. */
  static String files() {
    Path folder = Scratch.folder("credentials");
    try {
      Path id = Files.writeString(folder.resolve("id"), VpsieDoubleProcess.CLIENT_ID + "\n");
      Path secret = Files.writeString(folder.resolve("secret"), VpsieDoubleProcess.CLIENT_SECRET);
      return "clientId: {file: %s}\n      clientSecret: {file: %s}".formatted(id, secret);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  static String of(ControlPlane plane, VpsieDoubleProcess vpsie, String shape, String credentials) {
    return """
        clusters:
          prod: {kubeconfig: %s}
        providers:
          vpsie:
            kind: vpsie
            endpoint: "%s"
            listSettles: 2s
            requestTimeout: 5s
            vpsie:
              shape: %s
              %s
              datacenters: ["New York 1"]
              defaults:
                osImage: ubuntu-24.04
                project: apollo
                userData: "#!/bin/sh\\nk3s agent --kubelet-arg=--node-labels={{labels}}"
        nodeGroups:
          workers:
            cluster: prod
            provider: vpsie
            min: 0
            max: 6
            disruptionBudgets: [{nodes: 100%%}]
            timeouts: {failedTtl: 5s}
            scaleUp: {cooldownAfterFailure: 5s}
            scaleDown: {unneededTime: 12s, cooldownAfterScaleUp: 5s}
        timings: {planInterval: 3s}
        """
        .formatted(
            plane.kubeconfig(),
            vpsie.url() + (shape.equals(DOCUMENT) ? "/v2" : ""),
            shape,
            credentials);
  }
}
