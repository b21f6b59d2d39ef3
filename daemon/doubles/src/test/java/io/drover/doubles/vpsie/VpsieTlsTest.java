package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VpsieTlsTest {
  private static final String PASSWORD = "changeit";
  private final Path folder;
  private final KeyStore keys;

  VpsieTlsTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.keys = withACertificate(folder);
  }

  private static KeyStore withACertificate(Path folder) throws Exception {
    Path store = folder.resolve("store.p12");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", "door", "-dname", "CN=door"));
    command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-keystore", store.toString()));
    assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  @Test
  void speaksTls13WithTheCertificateThatItIsGiven() throws Exception {
    Path accounts = Files.writeString(folder.resolve("accounts"), "acme sesame fixed\n");
    Path certificate = pem("CERTIFICATE", keys.getCertificate("door").getEncoded());
    Path key = pem("PRIVATE KEY", keys.getKey("door", PASSWORD.toCharArray()).getEncoded());
    String words = "--port 0 --accounts %s --certificate %s --key %s";
    try (DoubleProcess process =
            new DoubleProcess(words.formatted(accounts, certificate, key).split(" ", -1));
        HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build()) {
      String address = process.address();
      assertThat(address).startsWith("https://");
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/v2/servers"))
                  .header("Authorization", "Bearer fixed")
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
  }

  private SSLContext trusting() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("door", keys.getCertificate("door"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private Path pem(String what, byte[] content) throws Exception {
    String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(content);
    String text = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, lines, what);
    return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), text);
  }
}
