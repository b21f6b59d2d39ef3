package io.drover.ground;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Where the programs lie that the ground starts. Looked for in the directory an environment
 * variable names, on the PATH where the suite allows it, and in the cache; else built there from
 * the go.mod beside the tests.
 */
record Binaries(Path directory) {
  private static final String KUBERNETES = "1.36.3";
  private static final String PROMETHEUS = "0.315.0";

  /** A cold build of the control plane takes five minutes on two cores. */
  private static final Duration BUILD_DEADLINE = Duration.ofMinutes(30);

  private static final Suite CONTROL_PLANE =
      new Suite(
          "control-plane-" + KUBERNETES,
          "DROVER_CONTROL_PLANE",
          new Source(
              ".",
              "tool",
              "-s -w -X k8s.io/component-base/version.gitVersion=v%1$s -X k8s.io/client-go/pkg/version.gitVersion=v%1$s"
                  .formatted(KUBERNETES)),
          List.of(
              "server",
              "kube-apiserver",
              "kube-controller-manager",
              "kube-scheduler",
              "kubectl",
              "kwok"),
          false);

  private static final Suite PROMETHEUS_SUITE =
      new Suite(
          "prometheus-" + PROMETHEUS,
          "DROVER_PROMETHEUS",
          new Source("prometheus", "tool", "-s -w"),
          List.of("prometheus"),
          true);

  /** The program and the folder of its source. */
  private static final String ORACLE = "scheduler-oracle";

  /** etcd (as {@code server}), the Kubernetes servers, kubectl and kwok. */
  static Binaries controlPlane() {
    return find(CONTROL_PLANE, System.getenv());
  }

  static Binaries prometheus() {
    return prometheus(System.getenv());
  }

  /** As {@link #prometheus()}, in another environment. */
  static Binaries prometheus(Map<String, String> env) {
    return find(PROMETHEUS_SUITE, env);
  }

  /**
   * kube-scheduler's own filters. The name in the cache follows the source, so that a changed one
   * is built anew and two working copies do not take each other's.
   */
  static Binaries schedulerOracle() {
    Suite suite =
        new Suite(
            "%s-%s-%08x".formatted(ORACLE, KUBERNETES, sourceHash(ORACLE)),
            "DROVER_SCHEDULER_ORACLE",
            new Source(".", "./" + ORACLE, "-s -w"),
            List.of(ORACLE),
            true);
    return find(suite, System.getenv());
  }

  private static int sourceHash(String folder) {
    CRC32 hash = new CRC32();
    try (Stream<Path> files = Files.list(sources().resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        hash.update(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (int) hash.getValue();
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
   * What a set of programs is built from.
   *
   * @param module folder of the go.mod below {@link #sources()}
   * @param packages what {@code go install} is asked for
   */
  private record Source(String module, String packages, String ldflags) {
    List<String> command() {
      Path folder = sources().resolve(module).normalize();
      return List.of("go", "-C", folder.toString(), "install", "-ldflags", ldflags, packages);
    }
  }

  /** One set of programs built from one go.mod. */
  private record Suite(
      String cacheName, String variable, Source source, List<String> programs, boolean onPath) {

    boolean isComplete(Path directory) {
      return programs.stream().allMatch(p -> Files.isExecutable(directory.resolve(p)));
    }
  }

  private static Binaries find(Suite suite, Map<String, String> env) {
    String named = env.get(suite.variable());
    if (named != null) {
      if (!suite.isComplete(Path.of(named))) {
        throw new IllegalStateException(
            "%s=%s does not hold %s".formatted(suite.variable(), named, suite.programs()));
      }
      return new Binaries(Path.of(named));
    }
    Optional<Path> onPath = suite.onPath() ? onPath(suite, env.get("PATH")) : Optional.empty();
    Path cache = cacheDirectory(env).resolve(suite.cacheName());
    return onPath.map(Binaries::new).orElseGet(() -> cachedOrBuilt(suite, cache));
  }

  private static Optional<Path> onPath(Suite suite, @Nullable String path) {
    return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
        .map(Path::of)
        .filter(suite::isComplete)
        .findFirst();
  }

  private static Path cacheDirectory(Map<String, String> env) {
    String xdg = env.get("XDG_CACHE_HOME");
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
    Files.deleteIfExists(log);
    Map<String, String> env = Map.of("GOBIN", fresh.toString());
    try (OwnedProcess go = OwnedProcess.start(suite.source().command(), env, log)) {
      Await.until(BUILD_DEADLINE, "go to build " + suite.cacheName(), () -> !go.isAlive());
      if (!suite.isComplete(fresh)) {
        throw new IllegalStateException(missing(suite, cache) + "\nThe build said:\n" + go.log());
      }
      Discarded.tree(cache);
      Files.move(fresh, cache, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Discarded.tree(fresh);
    }
  }

  private static String missing(Suite suite, Path cache) {
    return """
        The end-to-end tests need %s, and they are not in %s.
        Either install Go 1.26 (https://go.dev/dl), with which the tests build them once,
        or name a directory that holds them in the environment variable %s."""
        .formatted(suite.programs(), cache, suite.variable());
  }
}
