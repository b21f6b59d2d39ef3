package io.drover.daemon.wiring;

import io.drover.daemon.config.SecretSource;
import io.drover.verticles.time.Timers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads secrets where the configuration says they are, so that a rotated one is taken without a
 * restart: files and the environment at each use, those of clusters every half minute.
 */
public final class Secrets {
  private static final Duration READ_AGAIN = Duration.ofSeconds(30);
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Timers timers;
  private final ConcurrentMap<String, ClusterSource.SecretReader> clusters =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<SecretSource.KubernetesSecret, Read> read = new ConcurrentHashMap<>();

  /** The newest value, or why there is none. */
  private record Read(@Nullable String value, String why) {}

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
      boolean first =
          read.putIfAbsent(secret, new Read(null, "the cluster is not reached yet")) == null;
      if (first) {
        follow(secret);
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
    Read newest = read.get(secret);
    if (newest == null || newest.value() == null) {
      String why = newest == null ? "not asked for" : newest.why();
      throw new IllegalStateException(secret + " has not been read: " + why);
    }
    return newest.value();
  }

  /** What was read once stands until something else is read: an API server may be away. */
  private void follow(SecretSource.KubernetesSecret secret) {
    ClusterSource.SecretReader reader = clusters.get(secret.cluster());
    if (reader == null) {
      timers.after(RETRY, () -> follow(secret));
      return;
    }
    reader
        .read(secret.namespace(), secret.name())
        .onSuccess(values -> take(secret, values))
        .onFailure(failure -> lacks(secret, String.valueOf(failure.getMessage())))
        .onComplete(done -> timers.after(has(secret) ? READ_AGAIN : RETRY, () -> follow(secret)));
  }

  private void take(SecretSource.KubernetesSecret secret, Map<String, String> values) {
    String value = values.get(secret.key());
    if (value == null) {
      lacks(secret, "it has only " + values.keySet());
    } else {
      read.put(secret, new Read(value.strip(), ""));
    }
  }

  private void lacks(SecretSource.KubernetesSecret secret, String why) {
    read.computeIfPresent(secret, (any, before) -> new Read(before.value(), why));
  }

  private boolean has(SecretSource.KubernetesSecret secret) {
    Read newest = read.get(secret);
    return newest != null && newest.value() != null;
  }
}
