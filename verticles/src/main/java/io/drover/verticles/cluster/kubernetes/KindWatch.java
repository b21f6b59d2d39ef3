package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the objects of one kind into facts, on the informer's thread. */
final class KindWatch<T extends HasMetadata> implements ResourceEventHandler<T> {
  private static final Logger LOG = LoggerFactory.getLogger(KindWatch.class);

  private final WatchedKind<T> kind;
  private final FactStream stream;
  private final Map<String, String> unreadable = new ConcurrentSkipListMap<>();

  KindWatch(WatchedKind<T> kind, FactStream stream) {
    this.kind = kind;
    this.stream = stream;
  }

  String plural() {
    return kind.plural();
  }

  /** Objects that are left out, and why. */
  Map<String, String> unreadable() {
    return Map.copyOf(unreadable);
  }

  @Override
  public void onAdd(T object) {
    take(object);
  }

  @Override
  public void onUpdate(T old, T object) {
    take(object);
  }

  /** After a gap the object is only a reduced one: nothing but its key is looked at. */
  @Override
  public void onDelete(T object, boolean finalStateUnknown) {
    String name = name(object.getMetadata());
    unreadable.remove(name);
    stream.drop(new FactKey(kind.kind(), name));
  }

  /** Whatever an object says, it must not end the watch of its kind. */
  private void take(T object) {
    String name = name(object.getMetadata());
    try {
      Fact fact = kind.projection().apply(object);
      unreadable.remove(name);
      stream.put(fact);
    } catch (RuntimeException failure) {
      String why = String.valueOf(failure.getMessage());
      if (!why.equals(unreadable.put(name, why))) {
        LOG.atWarn()
            .addKeyValue("kind", kind.plural())
            .addKeyValue("object", name)
            .addKeyValue("error", why)
            .log("An object cannot be read and is left out");
      }
      stream.drop(new FactKey(kind.kind(), name));
    }
  }

  private static String name(ObjectMeta meta) {
    return meta.getNamespace() == null
        ? meta.getName()
        : meta.getNamespace() + "/" + meta.getName();
  }
}
