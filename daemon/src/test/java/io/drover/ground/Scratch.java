package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for the data and logs of a test run, below {@code target/ground}. */
public final class Scratch {
  private Scratch() {}

  /** A fresh folder, which stays for whoever reads the logs of a failure. */
  public static Path folder(String name) {
    try {
      Path root = Binaries.sources().resolve("../../../target/ground").normalize();
      Files.createDirectories(root);
      return Files.createTempDirectory(root, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
