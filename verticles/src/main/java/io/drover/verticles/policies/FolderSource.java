package io.drover.verticles.policies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A folder of policy files on disk. Symbolic links are followed, so that a folder may be swapped by
 * one; hidden files and folders, and editors' backups, are passed over.
 */
public final class FolderSource implements PolicySource {
  /** No policy file is nearly as large: of what is, only the beginning is read, to be refused. */
  private static final int MOST_BYTES = 1 << 20;

  private static final int MOST_FILES = 5_000;

  private final Path folder;

  public FolderSource(Path folder) {
    this.folder = folder;
  }

  @Override
  public Map<String, byte[]> read() throws IOException {
    String before = stamp();
    Map<String, byte[]> read = new TreeMap<>();
    for (Map.Entry<String, Path> file : files().entrySet()) {
      try (InputStream in = Files.newInputStream(file.getValue())) {
        read.put(file.getKey(), in.readNBytes(MOST_BYTES));
      }
    }
    if (!before.equals(stamp())) {
      throw new IOException(folder + " was written to while it was read");
    }
    return read;
  }

  @Override
  public String stamp() throws IOException {
    StringBuilder stamp = new StringBuilder();
    for (Map.Entry<String, Path> file : files().entrySet()) {
      BasicFileAttributes is = Files.readAttributes(file.getValue(), BasicFileAttributes.class);
      stamp
          .append(file.getKey())
          .append(' ')
          .append(is.size())
          .append(' ')
          .append(is.lastModifiedTime().toInstant())
          .append(' ')
          .append(is.fileKey())
          .append('\n');
    }
    return stamp.toString();
  }

  @Override
  public String editor() {
    try {
      Path newest = folder;
      for (Path file : files().values()) {
        if (Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(newest)) >= 0) {
          newest = file;
        }
      }
      return Files.getOwner(newest).getName();
    } catch (IOException | UnsupportedOperationException unknown) {
      return "";
    }
  }

  private Map<String, Path> files() throws IOException {
    Map<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          new ArrayList<>(
              walk.filter(this::counts)
                  .filter(Files::isRegularFile)
                  .limit(MOST_FILES + 1)
                  .toList());
      if (found.size() > MOST_FILES) {
        throw new IOException(folder + " holds more than " + MOST_FILES + " policy files");
      }
      for (Path file : found) {
        files.put(
            folder.relativize(file).toString().replace(java.io.File.separatorChar, '/'), file);
      }
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
    return files;
  }

  private boolean counts(Path file) {
    String name = file.getFileName().toString();
    return !name.endsWith("~")
        && (name.endsWith(".drl") || name.endsWith(".yaml"))
        && Stream.of(folder.relativize(file).toString().split("[/\\\\]", -1))
            .noneMatch(part -> part.startsWith("."));
  }
}
