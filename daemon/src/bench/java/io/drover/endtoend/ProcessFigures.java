package io.drover.endtoend;

import io.drover.ground.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a running JVM takes, as the system and its own tools tell it. */
record ProcessFigures(long pid) {
  private static final Pattern LIVE = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /** Resident now, in MiB. */
  long residentMiB() {
    return status("VmRSS");
  }

  /** The most that was resident, in MiB. */
  long peakMiB() {
    return status("VmHWM");
  }

  /** Processor time so far, user and system, in seconds. */
  double cpuSeconds() {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(spent -> spent.toMillis() / 1000.0)
        .orElse(0.0);
  }

  /** What lives on the heap after a collection, in MiB. */
  long liveHeapMiB() {
    String histogram = jcmd("GC.class_histogram");
    return LIVE.matcher(histogram)
            .results()
            .map(MatchResult::group)
            .mapToLong(line -> Long.parseLong(line.replaceAll(".*\\s", "")))
            .sum()
        >> 20;
  }

  /** The answer of the JVM to a diagnostic command. */
  String jcmd(String... command) {
    try {
      java.util.List<String> line = new java.util.ArrayList<>();
      line.add(Distribution.javaHome().resolve("bin/jcmd").toString());
      line.add(Long.toString(pid));
      line.addAll(java.util.List.of(command));
      Process asked = new ProcessBuilder(line).redirectErrorStream(true).start();
      return new String(
          asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private long status(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
              .filter(line -> line.startsWith(name + ":"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          >> 10;
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
