package io.drover.verticles.policies;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.PolicyReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Versions in a folder of the state directory: {@code versions/<version>/…}, {@code history.jsonl}
 * and, while a version is chosen by hand, {@code pinned.json}. The last {@value #MOST_VERSIONS}
 * versions are kept.
 */
public final class DiskPolicyStore implements PolicyStore {
  private static final int MOST_VERSIONS = 100;

  private final Path versions;
  private final Path history;
  private final Path pinned;

  public DiskPolicyStore(Path folder) {
    this.versions = folder.resolve("versions");
    this.history = folder.resolve("history.jsonl");
    this.pinned = folder.resolve("pinned.json");
  }

  @Override
  public void keep(PolicyFolder files, PolicyReport.Entry entry) throws IOException {
    Path folder = versions.resolve(entry.version());
    if (!Files.isDirectory(folder)) {
      Path unfinished = versions.resolve("." + entry.version());
      delete(unfinished);
      Files.createDirectories(unfinished);
      for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
        Path path = within(unfinished, file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(
        history,
        Json.mapper().writeValueAsString(entry) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    forgetTheOldest();
  }

  /** Paths come from a folder that others write; none leads out of it. */
  private static Path within(Path folder, String relative) throws IOException {
    Path path = folder.resolve(relative).normalize();
    if (!path.startsWith(folder)) {
      throw new IOException("a policy file lies outside its folder: " + relative);
    }
    return path;
  }

  private void forgetTheOldest() throws IOException {
    List<PolicyReport.Entry> all = history();
    Set<String> kept =
        all.reversed().stream()
            .map(PolicyReport.Entry::version)
            .distinct()
            .limit(MOST_VERSIONS)
            .collect(Collectors.toSet());
    pinned().map(Pin::version).ifPresent(kept::add);
    try (Stream<Path> folders = Files.list(versions)) {
      for (Path folder : folders.toList()) {
        if (!kept.contains(folder.getFileName().toString())) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> walk = Files.walk(folder)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  @Override
  public Optional<PolicyFolder> files(String version) throws IOException {
    Path folder = versions.resolve(version).normalize();
    if (!folder.startsWith(versions) || folder.equals(versions) || !Files.isDirectory(folder)) {
      return Optional.empty();
    }
    PolicyFolder files = new PolicyFolder(new FolderSource(folder).read());
    return files.version().equals(version) ? Optional.of(files) : Optional.empty();
  }

  @Override
  public List<PolicyReport.Entry> history() throws IOException {
    if (!Files.exists(history)) {
      return List.of();
    }
    List<PolicyReport.Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(history, StandardCharsets.UTF_8)) {
      entry(line).ifPresent(entries::add);
    }
    return entries;
  }

  /** Empty where the daemon was killed while it wrote the line: the version itself is kept. */
  private static Optional<PolicyReport.Entry> entry(String line) {
    try {
      return Optional.of(Json.mapper().readValue(line, PolicyReport.Entry.class));
    } catch (JsonProcessingException halfWritten) {
      return Optional.empty();
    }
  }

  @Override
  public void pin(Pin pin) throws IOException {
    Files.createDirectories(versions);
    Path unfinished = pinned.resolveSibling(".pinned.json");
    Files.writeString(unfinished, Json.mapper().writeValueAsString(pin));
    Files.move(unfinished, pinned, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void unpin() throws IOException {
    Files.deleteIfExists(pinned);
  }

  @Override
  public Optional<Pin> pinned() throws IOException {
    try {
      return Optional.of(Json.mapper().readValue(Files.readString(pinned), Pin.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }
}
