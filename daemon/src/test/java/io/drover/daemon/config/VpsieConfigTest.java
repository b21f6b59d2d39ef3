package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.LEAST;
import static io.drover.daemon.config.ConfigTexts.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VpsieConfigTest {
  private static ProviderConfig account(String more) {
    String text = LEAST + "providers:\n  v: {kind: vpsie, " + more + "}\n";
    return Objects.requireNonNull(parsed(text).providers().get("v"));
  }

  private static String problems(String provider) {
    ParseResult result = ConfigTexts.parse(LEAST + "providers:\n  v: {" + provider + "}\n");
    return result instanceof ParseResult.Rejected rejected ? rejected.text() : "";
  }

  @Test
  void hasAnEndpointOfItsOwnInEachShape() {
    assertThat(account("credentials: {file: /t}").endpoint())
        .isEqualTo(URI.create("https://api.vpsie.com/v2"));
    assertThat(account("credentials: {file: /t}, vpsie: {shape: apps-v2}").endpoint())
        .isEqualTo(URI.create("https://api.vpsie.com"));
    assertThat(account("credentials: {file: /t}, endpoint: 'http://127.0.0.1:1/v2'").endpoint())
        .isEqualTo(URI.create("http://127.0.0.1:1/v2"));
  }

  @Test
  void readsAClientFromASecretOfTheCluster() {
    ProviderConfig account =
        account(
            "vpsie: {clientId: {kubernetesSecret: {cluster: prod, name: vpsie-secret, key: id}},"
                + " clientSecret: {file: /s}, defaults: {osImage: debian-12},"
                + " takenOver: {node-1: {cluster: prod, group: workers}}}");

    assertThat(account.vpsie())
        .satisfies(
            vpsie -> {
              assertThat(vpsie.clientId())
                  .isEqualTo(
                      new SecretSource.KubernetesSecret(
                          "prod", "kube-system", "vpsie-secret", "id"));
              assertThat(vpsie.clientSecret()).isEqualTo(new SecretSource.File(Path.of("/s")));
              assertThat(vpsie.join()).isEqualTo(VpsieConfig.Join.USER_DATA);
              assertThat(vpsie.defaults()).isEqualTo(Map.of("osImage", "debian-12"));
              assertThat(vpsie.takenOver())
                  .containsEntry("node-1", new VpsieConfig.TakenOver("prod", "workers"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind: vpsie | providers.v.credentials is missing: give a token there, or providers.v.vpsie.clientId",
        "kind: vpsie, vpsie: {clientId: {file: /i}} | clientId stands alone: clientId and clientSecret go together",
        "kind: vpsie, credentials: {file: /t}, vpsie: {clientId: {file: /i}, clientSecret: {file: /s}} | is not for an account with",
        "kind: simulated, endpoint: 'http://c', vpsie: {shape: document} | is only for providers of kind vpsie",
        "kind: vpsie, credentials: {kubernetesSecret: {cluster: nowhere, name: n, key: k}} | \"nowhere\" is not one of clusters",
        "kind: vpsie, credentials: {file: /t}, vpsie: {shape: other} | is not one of document, apps-v2"
      })
  void saysWhatDoesNotFitTogether(String provider, String problem) {
    assertThat(problems(provider).replaceAll(" +", " ")).contains(problem);
  }
}
