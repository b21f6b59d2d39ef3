package io.drover.daemon.demo;

import io.drover.verticles.policies.PolicySource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The policies that are shipped inside the jar. */
public final class ShippedPolicies implements PolicySource {
  @Override
  public Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (String path : new String(bytes("index"), StandardCharsets.UTF_8).lines().toList()) {
      if (!path.isBlank()) {
        files.put(path, bytes(path));
      }
    }
    return files;
  }

  /** They are part of the program. */
  @Override
  public String stamp() {
    return "";
  }

  @Override
  public String editor() {
    return "";
  }

  private static byte[] bytes(String path) throws IOException {
    try (InputStream in = ShippedPolicies.class.getResourceAsStream("/policies/" + path)) {
      if (in == null) {
        throw new FileNotFoundException("the jar lacks /policies/" + path);
      }
      return in.readAllBytes();
    }
  }
}
