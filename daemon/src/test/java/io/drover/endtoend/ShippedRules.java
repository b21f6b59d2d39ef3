package io.drover.endtoend;

import io.drover.ground.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The rules as they are packaged. */
final class ShippedRules {
  private ShippedRules() {}

  static void copyTo(Path folder) throws IOException {
    Path shipped = Distribution.folder().resolve("rules");
    try (Stream<Path> walk = Files.walk(shipped)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(shipped.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
