package io.drover.verticles.cluster.kubernetes;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Values of which equal ones are one instance, kept for as long as somebody else holds them; on any
 * thread.
 */
final class Shared<T> {
  private final Map<T, WeakReference<T>> known = new WeakHashMap<>();

  /** The one instance that is equal to the value. */
  synchronized T one(T value) {
    WeakReference<T> reference = known.get(value);
    T one = reference == null ? null : reference.get();
    if (one != null) {
      return one;
    }
    known.put(value, new WeakReference<>(value));
    return value;
  }
}
