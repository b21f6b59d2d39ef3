package io.drover.doubles.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A memory in a directory. Instances are appended as whole lines, the last one of an id counts, and
 * the file is rewritten when it is opened; a line torn by a kill is dropped. Nothing is forced to
 * the disk: it outlives its process, not a loss of power.
 */
final class FileCloudStore implements CloudStore {
  private final Path instancesFile;
  private final Path settingsFile;
  private final Path logFile;
  private Settings settings;

  public FileCloudStore(Path directory) {
    instancesFile = directory.resolve("instances.jsonl");
    settingsFile = directory.resolve("settings.json");
    logFile = directory.resolve("log.jsonl");
    try {
      Files.createDirectories(directory);
      replace(instancesFile, lines(instances()));
      replace(logFile, lines(log()));
      settings =
          Files.exists(settingsFile)
              ? Json.MAPPER.readValue(Files.readAllBytes(settingsFile), Settings.class)
              : Settings.NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<Instance> instances() {
    Map<String, Instance> newest = new LinkedHashMap<>();
    read(instancesFile, Instance.class).forEach(instance -> newest.put(instance.id(), instance));
    return List.copyOf(newest.values());
  }

  @Override
  public void put(Instance instance) {
    append(instancesFile, instance);
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public void put(Settings changed) {
    try {
      replace(settingsFile, Json.text(changed));
      settings = changed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public List<LogLine> log() {
    return read(logFile, LogLine.class);
  }

  @Override
  public void append(LogLine line) {
    append(logFile, line);
  }

  private static void append(Path file, Object value) {
    try {
      Files.writeString(file, Json.text(value) + "\n", CREATE, APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> List<T> read(Path file, Class<T> type) {
    if (!Files.exists(file)) return List.of();
    List<T> values = new ArrayList<>();
    try {
      List<String> lines = new String(Files.readAllBytes(file), UTF_8).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        try {
          values.add(Json.MAPPER.readValue(lines.get(i), type));
        } catch (JsonProcessingException torn) {
          if (i < lines.size() - 1) throw torn;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
    return values;
  }

  private static String lines(List<?> values) {
    StringBuilder text = new StringBuilder();
    values.forEach(value -> text.append(Json.text(value)).append('\n'));
    return text.toString();
  }

  private static void replace(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(beside, text);
    Files.move(beside, file, ATOMIC_MOVE, REPLACE_EXISTING);
  }
}
