package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.cluster.kubernetes.WatchedKind.Need;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The watch of one kind. It keeps no objects, only their names and versions. When it breaks, the
 * informer that it consists of begins anew by itself; where that does not lead to a watch that is
 * proven, {@link #renew} takes another informer.
 */
final class Watch<T extends HasMetadata> {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int FORBIDDEN = 403;

  private final String plural;
  private final Need need;
  private final Objects<T> objects;
  private final ResourceEventHandler<T> handler;
  private final long page;
  private volatile Generation<T> current;
  private volatile boolean seen;
  private volatile boolean refused;
  private boolean stopped;

  /**
   * What is watched.
   *
   * @param empty makes an object that says nothing
   */
  record Objects<T>(Supplier<T> empty, Informable<T> where) {}

  /** An informer, what it knows, and the gate through which it tells. */
  private record Generation<T extends HasMetadata>(
      SharedIndexInformer<T> informer, KnownVersions<T> known, Gate<T> gate) {}

  Watch(String plural, Need need, Objects<T> objects, ResourceEventHandler<T> handler, long page) {
    this.plural = plural;
    this.need = need;
    this.objects = objects;
    this.handler = handler;
    this.page = page;
    this.current = generation();
  }

  private Generation<T> generation() {
    KnownVersions<T> known = new KnownVersions<>(objects.empty());
    Gate<T> gate = new Gate<>(handler);
    SharedIndexInformer<T> informer =
        objects
            .where()
            .withLimit(page)
            .runnableInformer(0)
            .itemStore(known)
            .removeNamespaceIndex()
            .addEventHandler(gate)
            .exceptionHandler((started, failure) -> goOn(failure));
    return new Generation<>(informer, known, gate);
  }

  String plural() {
    return plural;
  }

  void start() {
    var unused = current.informer().start();
  }

  synchronized void stop() {
    stopped = true;
    current.informer().stop();
  }

  /**
   * Lists and watches with another informer. Objects that went away meanwhile are told as deleted;
   * of the informer before, nothing is heard any more.
   */
  synchronized void renew() {
    if (stopped) {
      return;
    }
    Generation<T> old = current;
    seen = seen();
    old.gate().close();
    current = generation();
    // Only now: what an informer knows when it gets its handler it tells as if it were whole.
    current.known().learn(old.known());
    start();
    old.informer().stop();
  }

  /** Whether every object has been listed once, or never will be. */
  boolean listed() {
    return seen() || absent();
  }

  boolean watching() {
    return current.informer().isWatching();
  }

  /** Whether it is done without. A kind that was seen once does not become dispensable. */
  boolean absent() {
    return refused && need == Need.WHERE_SERVED && !seen();
  }

  private boolean seen() {
    return seen || current.informer().hasSynced();
  }

  private boolean goOn(Throwable failure) {
    int code = code(failure);
    boolean no = code == Failures.NOT_FOUND || code == FORBIDDEN;
    if (no && !refused && need == Need.WHERE_SERVED) {
      LOG.atWarn()
          .addKeyValue("kind", plural)
          .addKeyValue("reason", code == FORBIDDEN ? "forbidden" : "not served")
          .log("A kind cannot be watched; what it would tell is unknown");
    }
    refused = no;
    return true;
  }

  private static int code(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof KubernetesClientException answered) {
        return answered.getCode();
      }
    }
    return 0;
  }
}
