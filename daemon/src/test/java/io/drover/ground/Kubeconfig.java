package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a kubeconfig file with one cluster and one user.
 *
 * @param server URL of the API server, or of a proxy before it
 * @param token bearer token
 * @param authority the certificate to trust; for a plain http server it is left out
 */
public record Kubeconfig(String server, String token, Path authority) {

  Path writeTo(Path file) {
    try {
      Files.writeString(file, text());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text() {
    String trust =
        server.startsWith("https:") ? "\n    certificate-authority: '" + authority + "'" : "";
    return """
        apiVersion: v1
        kind: Config
        clusters:
        - name: ground
          cluster:
            server: %s%s
        users:
        - name: ground
          user:
            token: %s
        contexts:
        - name: ground
          context:
            cluster: ground
            user: ground
        current-context: ground
        """
        .formatted(server, trust, token);
  }
}
