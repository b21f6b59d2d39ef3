package io.drover.verticles.policies;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A policy folder that a test writes to. */
final class WrittenPolicies implements PolicySource {
  private final Map<String, byte[]> files = new TreeMap<>();
  private String unreadable = "";
  private int written;
  private Runnable onceRead = () -> {};

  void write(String path, String text) {
    unreadable = "";
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    written++;
  }

  void remove(String path) {
    files.remove(path);
    written++;
  }

  void unreadable(String why) {
    unreadable = why;
    written++;
  }

  /** Runs the task when it has been read the next time, in whatever thread that is. */
  void onceRead(Runnable task) {
    onceRead = task;
  }

  @Override
  public Map<String, byte[]> read() throws IOException {
    if (!unreadable.isEmpty()) {
      throw new IOException(unreadable);
    }
    Map<String, byte[]> read = new TreeMap<>(files);
    Runnable then = onceRead;
    onceRead = () -> {};
    then.run();
    return read;
  }

  @Override
  public String stamp() {
    return "written " + written + " times";
  }

  @Override
  public String editor() {
    return "ada";
  }
}
