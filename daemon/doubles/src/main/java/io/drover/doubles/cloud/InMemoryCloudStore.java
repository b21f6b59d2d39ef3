package io.drover.doubles.cloud;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A memory that ends with the process. Keeps the newest {@value #LINES} lines of the log. */
public final class InMemoryCloudStore implements CloudStore {
  private static final int LINES = 10_000;
  private final Map<String, Instance> instances = new LinkedHashMap<>();
  private final List<LogLine> log = new ArrayList<>();
  private Settings settings = Settings.NONE;

  @Override
  public List<Instance> instances() {
    return List.copyOf(instances.values());
  }

  @Override
  public void put(Instance instance) {
    instances.put(instance.id(), instance);
  }

  @Override
  public Settings settings() {
    return settings;
  }

  @Override
  public void put(Settings changed) {
    settings = changed;
  }

  @Override
  public List<LogLine> log() {
    return List.copyOf(log);
  }

  @Override
  public void append(LogLine line) {
    if (log.size() == LINES) log.removeFirst();
    log.add(line);
  }
}
