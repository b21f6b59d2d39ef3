package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesClustersTest {
  private static final String TWO_CONTEXTS =
      """
      apiVersion: v1
      kind: Config
      clusters:
      - {name: a, cluster: {server: "https://a.example:6443"}}
      - {name: b, cluster: {server: "https://b.example:6443"}}
      users:
      - {name: u, user: {token: t}}
      contexts:
      - {name: one, context: {cluster: a, user: u}}
      - {name: two, context: {cluster: b, user: u}}
      current-context: one
      """;

  @Test
  void takesTheCurrentContextUnlessAnotherIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), TWO_CONTEXTS);

    assertThat(KubernetesClusters.config(new KubernetesAccess(file, null)).getMasterUrl())
        .startsWith("https://a.example:6443");
    assertThat(KubernetesClusters.config(new KubernetesAccess(file, "two")).getMasterUrl())
        .startsWith("https://b.example:6443");
  }

  @Test
  void saysInOneLineWhyAKubeconfigCannotBeUsed(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("config"), TWO_CONTEXTS);
    Path other = Files.writeString(folder.resolve("other"), "not: [a, kubeconfig");

    refuses(file, "three", ConnectFailure.Kind.UNKNOWN_CONTEXT, "it has: one, two");
    refuses(other, null, ConnectFailure.Kind.UNREADABLE_KUBECONFIG, "is not one");
    refuses(
        folder.resolve("none"), null, ConnectFailure.Kind.UNREADABLE_KUBECONFIG, "cannot be read");
  }

  private static void refuses(
      Path file, @Nullable String context, ConnectFailure.Kind kind, String words) {
    assertThatThrownBy(() -> KubernetesClusters.config(new KubernetesAccess(file, context)))
        .isInstanceOfSatisfying(
            ConnectFailure.class,
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.getMessage()).contains(words).doesNotContain("\n");
            });
  }
}
