package io.drover.daemon.wiring;

import io.drover.daemon.config.SecretSource;
import io.drover.verticles.time.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets where the configuration says they are, so that a rotated one is taken without a
 * restart: files and the environment at each use, those of clusters every ten seconds.
 */
public final class Secrets {
  private static final Duration READ_AGAIN = Duration.ofSeconds(10);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Timers timers;
  private final ConcurrentMap<String, ClusterSource.SecretReader> clusters =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Named, Read> read = new ConcurrentHashMap<>();

  /** A Secret with all its keys, which are read together so that they fit together. */
  private record Named(String cluster, String namespace, String name) {
    static Named of(SecretSource.KubernetesSecret secret) {
      return new Named(secret.cluster(), secret.namespace(), secret.name());
    }
  }

  /**
   * The newest values, empty where none were ever read.
   *
   * @param why there are none; null while nobody has answered yet
   */
  private record Read(Map<String, String> values, @Nullable String why) {
    static final Read NOTHING_YET = new Read(Map.of(), null);
  }

  /** Nobody could say yet what is secret; soon somebody may. */
  static final class NotReadYet extends IllegalStateException {
    private static final long serialVersionUID = 1;

    NotReadYet(SecretSource.KubernetesSecret secret) {
      super(secret + " has not been read yet: its cluster is not reached");
    }
  }

  public Secrets(Timers timers) {
    this.timers = timers;
  }

  /** A cluster is there, and its secrets may be read. */
  void reach(String cluster, ClusterSource.SecretReader reader) {
    clusters.put(cluster, reader);
  }

  /**
   * What is secret, read anew at each use; empty where no source is given.
   *
   * @return fails with {@link IllegalStateException} or {@link UncheckedIOException} when it cannot
   *     be read
   */
  public Supplier<Optional<String>> of(@Nullable SecretSource source) {
    if (source instanceof SecretSource.KubernetesSecret secret) {
      Named named = Named.of(secret);
      if (read.putIfAbsent(named, Read.NOTHING_YET) == null) {
        follow(named);
      }
    }
    return () -> value(source);
  }

  private Optional<String> value(@Nullable SecretSource source) {
    return switch (source) {
      case null -> Optional.empty();
      case SecretSource.Environment(String variable) ->
          Optional.ofNullable(System.getenv(variable));
      case SecretSource.File(var file) -> {
        try {
          yield Optional.of(Files.readString(file).strip());
        } catch (IOException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
      case SecretSource.KubernetesSecret secret -> Optional.of(known(secret));
    };
  }

  private String known(SecretSource.KubernetesSecret secret) {
    Read newest = read.getOrDefault(Named.of(secret), Read.NOTHING_YET);
    String value = newest.values().get(secret.key());
    if (value != null) {
      return value.strip();
    }
    if (newest.values().isEmpty() && newest.why() == null) {
      throw new NotReadYet(secret);
    }
    throw new IllegalStateException(
        secret
            + " cannot be had: "
            + (newest.values().isEmpty()
                ? newest.why()
                : "there is only " + new TreeSet<>(newest.values().keySet())));
  }

  /** What was read once stands until something else is read: an API server may be away. */
  private void follow(Named secret) {
    ClusterSource.SecretReader reader = clusters.get(secret.cluster());
    if (reader == null) {
      timers.after(RETRY, () -> follow(secret));
      return;
    }
    reader
        .read(secret.namespace(), secret.name())
        .onSuccess(values -> read.put(secret, new Read(Map.copyOf(values), "it is empty")))
        .onFailure(failure -> lacks(secret, String.valueOf(failure.getMessage())))
        .onComplete(
            done -> timers.after(done.succeeded() ? READ_AGAIN : RETRY, () -> follow(secret)));
  }

  private void lacks(Named secret, String why) {
    read.computeIfPresent(secret, (any, before) -> new Read(before.values(), why));
  }
}
