package io.drover.daemon.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.daemon.config.HazelcastConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of its own and certificates signed by it, made by the JDK's keytool. */
final class TestAuthority {
  private static final String PASSWORD = "of-a-test";

  private final Path folder;
  private final Path store;

  TestAuthority(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    this.store = folder.resolve("store.p12");
    keytool("-alias", "ca", "-dname", "CN=ca", "-ext", "bc=ca:true");
  }

  /** Files of a member that this authority vouches for. */
  HazelcastConfig.Tls member(String name) throws Exception {
    keytool("-alias", name, "-dname", "CN=" + name, "-signer", "ca");
    Key key = load().getKey(name, PASSWORD.toCharArray());
    Certificate[] chain = load().getCertificateChain(name);
    return new HazelcastConfig.Tls(
        pem(name + ".crt", "CERTIFICATE", chain[0].getEncoded()),
        pem(name + ".key", "PRIVATE KEY", key.getEncoded()),
        pem("ca.crt", "CERTIFICATE", load().getCertificate("ca").getEncoded()));
  }

  private Path pem(String file, String what, byte[] content) throws IOException {
    String text =
        "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
            .formatted(what, Base64.getMimeEncoder().encodeToString(content));
    return Files.writeString(folder.resolve(file), text);
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }

  private void keytool(String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-validity", "2"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("keytool: " + said);
    }
  }
}
