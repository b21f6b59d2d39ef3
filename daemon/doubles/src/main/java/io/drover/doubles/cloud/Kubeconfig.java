package io.drover.doubles.cloud;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Where an API server is and how to be let in: the current context of a kubeconfig file. Knows
 * tokens and certificate authorities; client certificates it does not know.
 *
 * @param authority the PEM of the certificate authority, when one is named
 * @param insecure whether any certificate of the server will do
 */
public record Kubeconfig(
    URI server, Optional<String> token, Optional<byte[]> authority, boolean insecure) {

  /** Reads the file; relative paths in it are relative to its folder. */
  public static Kubeconfig read(Path file) throws IOException {
    Object root =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(new StringReader(Files.readString(file)));
    Map<?, ?> top = map(root);
    Map<?, ?> context = named(top, "contexts", text(top, "current-context"), "context");
    Map<?, ?> cluster = named(top, "clusters", text(context, "cluster"), "cluster");
    String user = text(context, "user");
    Map<?, ?> credentials = user == null ? Map.of() : named(top, "users", user, "user");
    String server = text(cluster, "server");
    if (server == null) throw new IOException(file + " names no server in its current context");
    return new Kubeconfig(
        URI.create(server),
        token(file, credentials),
        bytes(file, cluster, "certificate-authority"),
        Boolean.TRUE.equals(cluster.get("insecure-skip-tls-verify")));
  }

  private static Optional<String> token(Path file, Map<?, ?> user) throws IOException {
    String inline = text(user, "token");
    String tokenFile = text(user, "tokenFile");
    if (inline != null) return Optional.of(inline);
    if (tokenFile == null) return Optional.empty();
    return Optional.of(Files.readString(file.resolveSibling(tokenFile)).strip());
  }

  private static Optional<byte[]> bytes(Path file, Map<?, ?> cluster, String key)
      throws IOException {
    String data = text(cluster, key + "-data");
    String path = text(cluster, key);
    if (data != null) return Optional.of(Base64.getDecoder().decode(data));
    if (path == null) return Optional.empty();
    return Optional.of(Files.readAllBytes(file.resolveSibling(path)));
  }

  private static Map<?, ?> named(Map<?, ?> top, String list, @Nullable String name, String key) {
    if (name != null && top.get(list) instanceof List<?> entries) {
      for (Object entry : entries) {
        if (name.equals(map(entry).get("name"))) return map(map(entry).get(key));
      }
    }
    return Map.of();
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static @Nullable String text(Map<?, ?> map, String key) {
    Object value = map.get(key);
    return value == null ? null : value.toString();
  }
}
