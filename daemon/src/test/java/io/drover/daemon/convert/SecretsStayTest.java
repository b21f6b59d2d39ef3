package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No value of a credential is written, printed or told in a failure. */
class SecretsStayTest {
  private static final String SECRET = "not-to-be-told";

  private static String secret(String section, String key, String value) {
    return """
        apiVersion: v1
        kind: Secret
        metadata: {name: vpsie-secret, namespace: kube-system}
        %s: {%s: %s}
        """
        .formatted(section, key, value);
  }

  private static String everything(Converted converted) {
    return converted.files() + converted.report() + converted.lines() + converted.open();
  }

  @Test
  void inNothingOfTheFullExample() {
    String all = everything(Examples.full());

    assertThat(all).doesNotContain(SECRET);
    for (String value : new String[] {"-id", "-secret", "-password"}) {
      byte[] bytes = (SECRET + value).getBytes(StandardCharsets.UTF_8);
      assertThat(all).doesNotContain(Base64.getEncoder().encodeToString(bytes));
    }
  }

  @Test
  void aTokenIsNamedByItsFileAndPreferred() {
    Converted converted =
        Examples.of(secret("stringData", "token", SECRET + ", clientId: a, clientSecret: b"));
    String configuration = converted.files().getOrDefault("drover-vpsie.yaml", "");

    assertThat(everything(converted)).doesNotContain(SECRET);
    assertThat(configuration)
        .contains("file: /etc/drover/credentials/vpsie")
        .doesNotContain("clientId");
    assertThat(converted.steps().getFirst().commands().getLast())
        .contains("get secret vpsie-secret", "umask 077");
  }

  @Test
  void notWhenAValueIsRefused() {
    assertThatThrownBy(() -> Examples.of(secret("stringData", "url", "http://" + SECRET)))
        .isInstanceOf(Unconvertible.class)
        .hasMessageContaining("stringData[url]: its value is not allowed; allowed is an https URL")
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> Examples.of(secret("stringData", "token", "[" + SECRET + "]")))
        .isInstanceOf(Unconvertible.class)
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> Examples.of(secret("data", "url", "'%" + SECRET + "'")))
        .isInstanceOf(Unconvertible.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void notWhenTheFileIsNoYaml() {
    assertThatThrownBy(() -> Examples.of("stringData: {token: " + SECRET + "\n  x: y: z"))
        .isInstanceOf(Unconvertible.class)
        .hasMessageContaining("document 1")
        .hasMessageNotContaining(SECRET);
    assertThatThrownBy(() -> Examples.of("a: 1\n" + SECRET + ": 1\n" + SECRET + ": 2\n"))
        .isInstanceOf(Unconvertible.class)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aSecretThatIsNotTheOldAutoscalersIsNotLookedAt() {
    String other = secret("stringData", "token", SECRET).replace("vpsie-secret", "other");
    Converted converted =
        VpsieConversion.of(
            Map.of("other.yaml", other, "full.yaml", Examples.text("full.yaml")),
            "",
            Examples.OPTIONS);

    assertThat(everything(converted)).doesNotContain(SECRET);
    assertThat(converted.lines())
        .anyMatch(line -> line.object().equals("Secret kube-system/other"));
  }
}
