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
 * The watch of one kind. It keeps no objects, only their names and versions; when it breaks it
 * begins anew by itself.
 */
final class Watch<T extends HasMetadata> {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int FORBIDDEN = 403;

  private final String plural;
  private final Need need;
  private final SharedIndexInformer<T> informer;
  private volatile boolean refused;

  /**
   * What is watched.
   *
   * @param empty makes an object that says nothing
   */
  record Objects<T>(Supplier<T> empty, Informable<T> where) {}

  Watch(String plural, Need need, Objects<T> objects, ResourceEventHandler<T> handler, long page) {
    this.plural = plural;
    this.need = need;
    this.informer =
        objects
            .where()
            .withLimit(page)
            .runnableInformer(0)
            .itemStore(new KnownVersions<>(objects.empty()))
            .removeNamespaceIndex()
            .addEventHandler(handler)
            .exceptionHandler((started, failure) -> goOn(failure));
  }

  String plural() {
    return plural;
  }

  void start() {
    var unused = informer.start();
  }

  void stop() {
    informer.stop();
  }

  /** Whether every object has been listed once, or never will be. */
  boolean listed() {
    return informer.hasSynced() || absent();
  }

  boolean watching() {
    return informer.isWatching();
  }

  /** Whether it is done without. A kind that was seen once does not become dispensable. */
  boolean absent() {
    return refused && need == Need.WHERE_SERVED && !informer.hasSynced();
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
