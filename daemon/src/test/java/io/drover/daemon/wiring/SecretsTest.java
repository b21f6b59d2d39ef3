package io.drover.daemon.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.daemon.config.SecretSource.KubernetesSecret;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private static final KubernetesSecret ID = secret("id");
  private static final KubernetesSecret WORD = secret("word");

  private final PassingTime time = new PassingTime();
  private final Secrets secrets = new Secrets(time);
  private Future<Map<String, String>> held = Future.failedFuture("not found");
  private int reads;

  private static KubernetesSecret secret(String key) {
    return new KubernetesSecret("prod", "kube-system", "account", key);
  }

  private void reach() {
    secrets.reach(
        "prod",
        (namespace, name) -> {
          reads++;
          return held;
        });
    time.pass(Duration.ofSeconds(2));
  }

  @Test
  void isNotReadYetUntilItsClusterIsReached() {
    Supplier<Optional<String>> id = secrets.of(ID);

    assertThatThrownBy(id::get).isInstanceOf(Secrets.NotReadYet.class);

    reach();
    assertThatThrownBy(id::get)
        .isNotInstanceOf(Secrets.NotReadYet.class)
        .hasMessage(
            "key id of secret kube-system/account in cluster prod cannot be had: not found");
  }

  @Test
  void readsAllKeysOfASecretTogetherAndAgain() {
    held = Future.succeededFuture(Map.of("id", "acme", "word", "sesame\n"));
    Supplier<Optional<String>> id = secrets.of(ID);
    Supplier<Optional<String>> word = secrets.of(WORD);
    reach();
    assertThat(reads).isEqualTo(1);
    assertThat(id.get()).contains("acme");
    assertThat(word.get()).contains("sesame");

    held = Future.succeededFuture(Map.of("id", "other", "word", "open"));
    time.pass(Duration.ofSeconds(10));
    assertThat(reads).isEqualTo(2);
    assertThat(id.get()).contains("other");
    assertThat(word.get()).contains("open");
  }

  @Test
  void keepsWhatWasReadWhileItCannotBeReadAgain() {
    held = Future.succeededFuture(Map.of("id", "acme"));
    Supplier<Optional<String>> id = secrets.of(ID);
    Supplier<Optional<String>> word = secrets.of(WORD);
    reach();
    held = Future.failedFuture("the API server is away");
    time.pass(Duration.ofMinutes(1));

    assertThat(id.get()).contains("acme");
    assertThatThrownBy(word::get).hasMessageEndingWith("cannot be had: there is only [id]");
  }
}
