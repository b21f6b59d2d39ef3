package io.drover.ground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** A Drover daemon as an operator runs it: {@code bin/drover} of the packaged distribution. */
public final class DaemonProcess implements AutoCloseable {
  private static final Duration STOP_DEADLINE = Duration.ofSeconds(30);

  private final OwnedProcess process;

  private DaemonProcess(OwnedProcess process) {
    this.process = process;
  }

  /** Starts {@code bin/drover} with these arguments; its log is a file of its own. */
  public static DaemonProcess start(List<String> args) {
    return start(args, Map.of());
  }

  /**
   * Starts {@code bin/drover} on the Java that runs the tests.
   *
   * @param env added to this JVM's environment
   */
  public static DaemonProcess start(List<String> args, Map<String, String> env) {
    return start(Distribution.folder(), args, env, Scratch.folder("daemon"));
  }

  /**
   * As {@link #start(List, Map)}, by another command.
   *
   * @param launcher words before {@code bin/drover}, which ends up being it: {@code ip netns exec}
   */
  public static DaemonProcess startBy(
      List<String> launcher, List<String> args, Map<String, String> env) {
    List<String> command = new ArrayList<>(launcher);
    command.add(Distribution.folder().resolve("bin/drover").toString());
    command.addAll(args);
    return started(command, env, Scratch.folder("daemon"));
  }

  /** As {@link #start(List, Map)}, from another distribution. */
  static DaemonProcess start(
      Path distribution, List<String> args, Map<String, String> env, Path scratch) {
    List<String> command = new ArrayList<>();
    command.add(distribution.resolve("bin/drover").toString());
    command.addAll(args);
    return started(command, env, scratch);
  }

  private static DaemonProcess started(
      List<String> command, Map<String, String> env, Path scratch) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("JAVA_HOME", Distribution.javaHome().toString());
    all.putAll(env);
    return new DaemonProcess(OwnedProcess.start(command, all, scratch.resolve("drover.log")));
  }

  /**
   * Waits until the URL answers 200.
   *
   * @throws AssertionError at the deadline, or with the log as soon as the daemon has ended
   */
  public DaemonProcess awaitOk(String url, Duration deadline) {
    HttpProbe.awaitOk(deadline, url, process);
    return this;
  }

  /**
   * Waits for a daemon that ends by itself, such as {@code check-config}; returns its exit code.
   */
  public int awaitEnd(Duration deadline) {
    return Await.value(deadline, "the end of " + process, process::exitCode, OptionalInt::isPresent)
        .orElseThrow();
  }

  public void kill9() {
    process.kill9();
  }

  /** Asks for a reload of the configuration (SIGHUP). */
  public void reload() {
    process.signal("HUP");
  }

  /** Sends a signal by name, {@code TERM} or {@code INT} as Ctrl-C does. */
  public void signal(String name) {
    process.signal(name);
  }

  /** Stops it with SIGTERM and returns the exit code. */
  public int stop() {
    return process.terminate(STOP_DEADLINE);
  }

  /** Stops it where it is (SIGSTOP), as a machine that is suspended. */
  public void freeze() {
    process.signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  public void thaw() {
    process.signal("CONT");
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** All it has written so far. */
  public String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.kill9();
  }

  @Override
  public String toString() {
    return process.toString();
  }
}
