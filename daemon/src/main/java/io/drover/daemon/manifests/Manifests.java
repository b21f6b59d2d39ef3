package io.drover.daemon.manifests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.verticles.cluster.kubernetes.Schemas;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The YAML that {@code drover manifests} prints: the definitions of Drover's kinds, and an account
 * that may do what Drover does and nothing else.
 */
public final class Manifests {
  private Manifests() {}

  /**
   * Where things lie in the cluster.
   *
   * @param leaseNamespace the claim's Lease and Drover's account
   * @param leaseName the claim's Lease
   */
  public record Places(String leaseNamespace, String leaseName) {
    public static Places defaults() {
      return in("kube-system");
    }

    /** In this namespace, under the usual name. */
    public static Places in(String namespace) {
      return new Places(namespace, "drover");
    }
  }

  /** For the default places. */
  public static String print() {
    return print(Places.defaults());
  }

  public static String print(Places places) {
    return Schemas.yaml() + rights(places);
  }

  /** Only the account and its rights. */
  static String rights(Places places) {
    return resource("rights.yaml")
        .replace("${leaseNamespace}", places.leaseNamespace())
        .replace("${leaseName}", places.leaseName());
  }

  private static String resource(String name) {
    try (InputStream in = Manifests.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing from the build");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
