package io.drover.doubles.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts notices with {@code X-Drover-Signature: t=<unix seconds>,v1=<hex>}, an HMAC-SHA256 over
 * {@code <t>.<body>}. Tries {@value #ATTEMPTS} times, a second apart, with the same signature.
 */
public final class SignedNotices implements NoticeSender {
  private static final Logger LOG = LoggerFactory.getLogger(SignedNotices.class);
  private static final int ATTEMPTS = 3;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final Timeline timeline;

  public SignedNotices(Timeline timeline) {
    this.timeline = timeline;
  }

  @Override
  public void send(Settings.Webhook webhook, Notice notice, Instant now) {
    String body = Json.text(notice);
    HttpRequest request =
        HttpRequest.newBuilder(webhook.url())
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("X-Drover-Signature", signature(webhook.secret(), now, body))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    attempt(request, ATTEMPTS);
  }

  static String signature(String secret, Instant now, String body) {
    String signed = now.getEpochSecond() + "." + body;
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      String hex = HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
      return "t=" + now.getEpochSecond() + ",v1=" + hex;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void attempt(HttpRequest request, int attemptsLeft) {
    var unused =
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
            .whenComplete(
                (response, failure) -> {
                  if (failure == null && response.statusCode() / 100 == 2) return;
                  LOG.warn(
                      "notice not taken error={}",
                      failure == null ? response.statusCode() : failure);
                  if (attemptsLeft > 1) {
                    timeline.after(Duration.ofSeconds(1), () -> attempt(request, attemptsLeft - 1));
                  }
                });
  }
}
