package io.drover.verticles.policies;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of policy files on disk; hidden files and editors' backups are passed over. */
public final class FolderSource implements PolicySource {
  private final Path folder;

  public FolderSource(Path folder) {
    this.folder = folder;
  }

  @Override
  public Map<String, byte[]> read() throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).filter(this::counts).toList()) {
        files.put(
            folder.relativize(file).toString().replace(java.io.File.separatorChar, '/'),
            Files.readAllBytes(file));
      }
    }
    return files;
  }

  private boolean counts(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && !name.endsWith("~")
        && (name.endsWith(".drl") || name.endsWith(".yaml"));
  }
}
