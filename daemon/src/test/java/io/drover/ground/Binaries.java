package io.drover.ground;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs lie that the ground starts. Looked for in the directory an environment
 * variable names, on the PATH where the suite allows it, and in the cache; else built there from
 * the go.mod beside the tests.
 */
record Binaries(Path directory) {
  private static final String KUBERNETES = "1.36.3";
  private static final String PROMETHEUS = "0.315.0";

  private static final Suite CONTROL_PLANE =
      new Suite(
          "control-plane-" + KUBERNETES,
          "DROVER_CONTROL_PLANE",
          ".",
          List.of(
              "server",
              "kube-apiserver",
              "kube-controller-manager",
              "kube-scheduler",
              "kubectl",
              "kwok"),
          "-s -w -X k8s.io/component-base/version.gitVersion=v%1$s -X k8s.io/client-go/pkg/version.gitVersion=v%1$s"
              .formatted(KUBERNETES),
          false);

  private static final Suite PROMETHEUS_SUITE =
      new Suite(
          "prometheus-" + PROMETHEUS,
          "DROVER_PROMETHEUS",
          "prometheus",
          List.of("prometheus"),
          "-s -w",
          true);

  /** etcd (as {@code server}), the Kubernetes servers, kubectl and kwok. */
  static Binaries controlPlane() {
    return find(CONTROL_PLANE);
  }

  static Binaries prometheus() {
    return find(PROMETHEUS_SUITE);
  }

  String path(String program) {
    return directory.resolve(program).toString();
  }

  /** The folder with the go.mod files and kwok stages, {@code daemon/src/test/control-plane}. */
  static Path sources() {
    Path basedir = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Stream.of("src/test/control-plane", "daemon/src/test/control-plane")
        .map(basedir::resolve)
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no src/test/control-plane under " + basedir));
  }

  /**
   * One set of programs built from one go.mod.
   *
   * @param module folder of the go.mod below {@link #sources()}
   */
  private record Suite(
      String cacheName,
      String variable,
      String module,
      List<String> programs,
      String ldflags,
      boolean onPath) {

    boolean isComplete(Path directory) {
      return programs.stream().allMatch(p -> Files.isExecutable(directory.resolve(p)));
    }
  }

  private static Binaries find(Suite suite) {
    String named = System.getenv(suite.variable());
    if (named != null) {
      if (!suite.isComplete(Path.of(named))) {
        throw new IllegalStateException(
            "%s=%s does not hold %s".formatted(suite.variable(), named, suite.programs()));
      }
      return new Binaries(Path.of(named));
    }
    Optional<Path> onPath =
        suite.onPath() ? onPath(suite, System.getenv("PATH")) : Optional.empty();
    Path cache = cacheDirectory().resolve(suite.cacheName());
    return onPath.map(Binaries::new).orElseGet(() -> cachedOrBuilt(suite, cache));
  }

  private static Optional<Path> onPath(Suite suite, @Nullable String path) {
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
        .map(Path::of)
        .filter(suite::isComplete)
        .findFirst();
  }

  private static Path cacheDirectory() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path home = Path.of(System.getProperty("user.home"), ".cache");
    return (xdg == null || xdg.isBlank() ? home : Path.of(xdg)).resolve("drover");
  }

  private static Binaries cachedOrBuilt(Suite suite, Path cache) {
    if (suite.isComplete(cache)) {
      return new Binaries(cache);
    }
    try {
      Files.createDirectories(cache.getParent());
      Path lock = cache.resolveSibling(suite.cacheName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        if (held.isValid() && !suite.isComplete(cache)) {
          build(suite, cache);
        }
      }
      return new Binaries(cache);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + cache, e);
    }
  }

  /** Builds beside the cache and renames, so that the cache is complete or absent. */
  private static void build(Suite suite, Path cache) throws IOException {
    Path fresh = Files.createTempDirectory(cache.getParent(), suite.cacheName() + ".building");
    Path log = cache.resolveSibling(suite.cacheName() + ".build.log");
    List<String> command =
        new ArrayList<>(List.of("go", "install", "-ldflags", suite.ldflags(), "tool"));
    int code;
    try {
      ProcessBuilder go =
          new ProcessBuilder(command)
              .directory(sources().resolve(suite.module()).toFile())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.to(log.toFile()));
      go.environment().put("GOBIN", fresh.toString());
      code = go.start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(missing(suite, cache), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while building " + suite.cacheName(), e);
    }
    if (code != 0 || !suite.isComplete(fresh)) {
      throw new IllegalStateException(
          missing(suite, cache) + "\nThe build failed:\n" + Files.readString(log));
    }
    Discarded.tree(cache);
    Files.move(fresh, cache);
  }

  private static String missing(Suite suite, Path cache) {
    return """
        The end-to-end tests need %s, and they are not in %s.
        Either install Go 1.26 (https://go.dev/dl), with which the tests build them once,
        or name a directory that holds them in the environment variable %s."""
        .formatted(suite.programs(), cache, suite.variable());
  }
}
