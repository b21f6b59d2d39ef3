package io.drover.verticles.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.http.Http.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VertxHttpTlsTest {
  private static final String PASSWORD = "changeit";

  @SuppressWarnings("NullAway.Init")
  @TempDir
  static Path dir;

  private final Vertx vertx = Vertx.vertx();

  @BeforeAll
  static void makeACertificateForLocalhostThatNobodyKnows() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-storetype",
        "PKCS12");
    keytool("-exportcert", "-alias", "a", "-rfc", "-file", dir.resolve("a.pem").toString());
  }

  private static void keytool(String... arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", dir.resolve("a.p12").toString(), "-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(new String(said, UTF_8)).isZero();
  }

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private int serve(String... protocols) throws Exception {
    HttpServerOptions options =
        new HttpServerOptions()
            .setSsl(true)
            .setHost("127.0.0.1")
            .setPort(0)
            .setKeyCertOptions(
                new PfxOptions().setPath(dir.resolve("a.p12").toString()).setPassword(PASSWORD))
            .setEnabledSecureTransportProtocols(Set.of(protocols));
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> request.response().end(request.sslSession().getProtocol()));
    return await(server.listen()).actualPort();
  }

  private Outcome get(Tls tls, String host, int port) throws Exception {
    return await(
        new VertxHttp(vertx, 1, tls)
            .send(
                new Http.Request(
                    "GET",
                    URI.create("https://" + host + ":" + port + "/"),
                    Map.of(),
                    "",
                    Duration.ofSeconds(20))));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Tls trusting(Tls tls) {
    return tls.trusting(dir.resolve("a.pem"));
  }

  @Test
  void speaksTheNewestVersionByDefault() throws Exception {
    Outcome outcome = get(trusting(Tls.ONLY_1_3), "localhost", serve("TLSv1.2", "TLSv1.3"));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Answered.class, it -> assertThat(it.body()).isEqualTo("TLSv1.3"));
  }

  @Test
  void speaksAnOlderOneOnlyWhereThatIsAllowed() throws Exception {
    int old = serve("TLSv1.2");

    assertThat(get(trusting(Tls.ONLY_1_3), "localhost", old)).isInstanceOf(Outcome.NotSent.class);
    assertThat(get(trusting(Tls.FROM_1_2), "localhost", old))
        .isInstanceOfSatisfying(
            Outcome.Answered.class, it -> assertThat(it.body()).isEqualTo("TLSv1.2"));
  }

  @Test
  void sendsNothingToAServerThatNobodyVouchesFor() throws Exception {
    assertThat(get(Tls.ONLY_1_3, "localhost", serve("TLSv1.3")))
        .isInstanceOf(Outcome.NotSent.class);
  }

  @Test
  void sendsNothingToAServerOfAnotherName() throws Exception {
    assertThat(get(trusting(Tls.ONLY_1_3), "127.0.0.1", serve("TLSv1.3")))
        .isInstanceOf(Outcome.NotSent.class);
  }
}
