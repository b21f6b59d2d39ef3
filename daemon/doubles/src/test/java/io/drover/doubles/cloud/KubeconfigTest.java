package io.drover.doubles.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private final Path folder;

  KubeconfigTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsTheCurrentContext() throws IOException {
    Files.writeString(folder.resolve("ca.pem"), "authority");
    Kubeconfig read =
        read(
            """
            current-context: b
            contexts:
            - {name: a, context: {cluster: x, user: u}}
            - {name: b, context: {cluster: y, user: u}}
            clusters:
            - {name: x, cluster: {server: "https://127.0.0.1:1"}}
            - {name: y, cluster: {server: "https://127.0.0.1:2", certificate-authority: ca.pem}}
            users:
            - {name: u, user: {token: sesame}}
            """);
    assertThat(read.server()).hasToString("https://127.0.0.1:2");
    assertThat(read.token()).contains("sesame");
    assertThat(read.authority())
        .hasValueSatisfying(ca -> assertThat(ca).asString().isEqualTo("authority"));
    assertThat(read.insecure()).isFalse();
  }

  @Test
  void readsInlineAuthoritiesAndTokenFiles() throws IOException {
    Files.writeString(folder.resolve("token"), "sesame\n");
    String data = Base64.getEncoder().encodeToString("authority".getBytes(UTF_8));
    Kubeconfig read =
        read(
            """
            current-context: a
            contexts: [{name: a, context: {cluster: x, user: u}}]
            clusters: [{name: x, cluster: {server: "https://127.0.0.1:1",
              insecure-skip-tls-verify: true, certificate-authority-data: %s}}]
            users: [{name: u, user: {tokenFile: token}}]
            """
                .formatted(data));
    assertThat(read.token()).contains("sesame");
    assertThat(read.authority())
        .hasValueSatisfying(ca -> assertThat(ca).asString().isEqualTo("authority"));
    assertThat(read.insecure()).isTrue();
  }

  private Kubeconfig read(String text) throws IOException {
    return Kubeconfig.read(Files.writeString(folder.resolve("kubeconfig"), text));
  }
}
