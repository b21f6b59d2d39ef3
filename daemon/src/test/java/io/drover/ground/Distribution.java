package io.drover.ground;

import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged Drover, as the build has put it together. */
public final class Distribution {
  private static final String PROPERTY = "drover.distribution";

  private Distribution() {}

  /** Its folder, with {@code bin/} and {@code lib/}. */
  public static Path folder() {
    Path folder =
        Path.of(
            System.getProperty(
                PROPERTY,
                Binaries.sources().resolve("../../../target/drover-0.1.0").normalize().toString()));
    if (!Files.isDirectory(folder)) {
      throw new IllegalStateException(
          "no packaged Drover at %s (system property %s); package the daemon first"
              .formatted(folder, PROPERTY));
    }
    return folder;
  }

  /** The java of the JVM that runs the tests. */
  public static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }
}
