package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an informer keeps of the objects of one kind: which there are, in which version. What it
 * hands out of the past is an empty object under the whole key as its name.
 */
final class KnownVersions<T extends HasMetadata> implements ItemStore<T> {
  private final Map<String, String> versions = new ConcurrentHashMap<>();
  private final Supplier<T> empty;

  KnownVersions(Supplier<T> empty) {
    this.empty = empty;
  }

  /** Knows what another one knows. */
  void learn(KnownVersions<T> other) {
    versions.putAll(other.versions);
  }

  @Override
  public String getKey(T object) {
    return Cache.metaNamespaceKeyFunc(object);
  }

  @Override
  public @Nullable T put(String key, T object) {
    return past(key, versions.put(key, OrEmpty.text(object.getMetadata().getResourceVersion())));
  }

  @Override
  public @Nullable T remove(String key) {
    return past(key, versions.remove(key));
  }

  @Override
  public Stream<String> keySet() {
    return versions.keySet().stream();
  }

  @Override
  public Stream<T> values() {
    return versions.entrySet().stream().map(known -> made(known.getKey(), known.getValue()));
  }

  @Override
  public int size() {
    return versions.size();
  }

  @Override
  public @Nullable T get(String key) {
    return past(key, versions.get(key));
  }

  @Override
  public boolean isFullState() {
    return false;
  }

  private @Nullable T past(String key, @Nullable String version) {
    return version == null ? null : made(key, version);
  }

  private T made(String key, String version) {
    T object = empty.get();
    ObjectMeta meta = new ObjectMeta();
    meta.setName(key);
    meta.setResourceVersion(version);
    object.setMetadata(meta);
    return object;
  }
}
