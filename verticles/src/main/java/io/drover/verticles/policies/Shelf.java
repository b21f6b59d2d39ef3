package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.bus.PolicyReport;
import io.drover.verticles.policies.PolicyStore.Pin;
import io.drover.verticles.time.Offload;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Former versions of the policies, read, written and compiled off the event loop. */
final class Shelf {
  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final PolicyStore store;
  private final Compiling compiling;
  private final Offload offload;

  Shelf(PolicyStore store, Compiling compiling, Offload offload) {
    this.store = store;
    this.compiling = compiling;
    this.offload = offload;
  }

  /** A version that decided once; fails where it is not kept, or does not compile any more. */
  Future<CompiledPolicies> restored(String version) {
    return offload
        .run(() -> compiling.files(found(version)))
        .compose(
            compiled ->
                switch (compiled) {
                  case CompiledPolicies policies -> Future.succeededFuture(policies);
                  case Compiled.Refused refused ->
                      Future.failedFuture(
                          "version " + version + " is refused: " + refused.problems().getFirst());
                });
  }

  private PolicyFolder found(String version) throws IOException {
    return store
        .files(version)
        .orElseThrow(() -> new IOException("version " + version + " is not kept"));
  }

  /** The version that decided last, before this process. */
  Future<CompiledPolicies> lastGood() {
    return history()
        .compose(
            entries ->
                entries.isEmpty()
                    ? Future.failedFuture("there is no former version")
                    : restored(entries.getLast().version()));
  }

  Future<List<PolicyReport.Entry>> history() {
    return offload.run(store::history);
  }

  /** The choice by hand that still holds; what cannot be read was never chosen. */
  Future<Optional<Pin>> pinned(String folder) {
    return offload
        .run(store::pinned)
        .map(pin -> pin.filter(one -> one.folder().equals(folder)))
        .otherwise(unreadable -> Optional.empty());
  }

  Future<Boolean> unpin() {
    return offload.run(
        () -> {
          store.unpin();
          return true;
        });
  }

  /** Notes that a former version was chosen by hand. */
  Future<Boolean> pin(Pin pin, PolicyReport.Entry entry) {
    return offload.run(
        () -> {
          store.keep(found(pin.version()), entry);
          store.pin(pin);
          return true;
        });
  }

  /**
   * When the version that is found at a start was chosen. One that is found without any history was
   * never chosen; one that is another than the last was edited while nothing ran, which is now.
   */
  Future<Instant> since(String version, Instant now) {
    return history()
        .map(entries -> since(entries, version, now))
        .otherwise(unreadable -> Instant.EPOCH);
  }

  private static Instant since(List<PolicyReport.Entry> entries, String version, Instant now) {
    if (entries.isEmpty()) {
      return Instant.EPOCH;
    }
    int first = entries.size();
    while (first > 0 && entries.get(first - 1).version().equals(version)) {
      first--;
    }
    if (first == entries.size()) {
      return now;
    }
    PolicyReport.Entry began = entries.get(first);
    return first == 0 && began.how().equals("start") ? Instant.EPOCH : began.at();
  }

  /** The files of a version that is kept. */
  Future<PolicyFolder> files(String version) {
    return offload.run(() -> found(version));
  }

  /**
   * Keeps files that decide from now on. A version that cannot be noted decides nevertheless: the
   * disk must not stop an edit.
   *
   * @param pin where they are not the folder's
   */
  Future<Boolean> keep(PolicyFolder files, PolicyReport.Entry entry, Optional<Pin> pin) {
    return offload
        .run(
            () -> {
              store.keep(files, entry);
              if (pin.isPresent()) {
                store.pin(pin.get());
              } else {
                store.unpin();
              }
              return true;
            })
        .recover(
            full -> {
              LOG.atWarn()
                  .addKeyValue("version", entry.version())
                  .addKeyValue("error", full.toString())
                  .log("policy version could not be kept");
              return Future.succeededFuture(false);
            });
  }
}
