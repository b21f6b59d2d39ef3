package io.drover.doubles.vpsie;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The double as a process of its own. */
final class DoubleProcess implements AutoCloseable {
  private static final String LISTENING = "listening on ";
  private final Process process;

  DoubleProcess(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(VpsieDoubleMain.class.getName());
    command.addAll(Arrays.asList(arguments));
    process = new ProcessBuilder(command).start();
  }

  /** Waits until it listens. */
  String address() throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING)) return line.substring(LISTENING.length());
    }
    throw new IOException("the double ended before it listened");
  }

  Process process() {
    return process;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
