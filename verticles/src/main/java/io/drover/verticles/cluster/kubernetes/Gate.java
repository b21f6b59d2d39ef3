package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;

/** Lets through what an informer tells, until it is closed: not one event passes after that. */
final class Gate<T> implements ResourceEventHandler<T> {
  private final ResourceEventHandler<T> behind;
  private boolean closed;

  Gate(ResourceEventHandler<T> behind) {
    this.behind = behind;
  }

  synchronized void close() {
    closed = true;
  }

  @Override
  public synchronized void onAdd(T object) {
    if (!closed) {
      behind.onAdd(object);
    }
  }

  @Override
  public synchronized void onUpdate(T old, T object) {
    if (!closed) {
      behind.onUpdate(old, object);
    }
  }

  @Override
  public synchronized void onDelete(T object, boolean finalStateUnknown) {
    if (!closed) {
      behind.onDelete(object, finalStateUnknown);
    }
  }
}
