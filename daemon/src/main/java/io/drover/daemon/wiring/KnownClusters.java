package io.drover.daemon.wiring;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster stood behind each configured name, kept in the state directory. If another one
 * stands there now, nothing is done until the configuration confirms it by its uid.
 */
final class KnownClusters {
  private final Path folder;

  KnownClusters(Path stateDirectory) {
    this.folder = stateDirectory.resolve("clusters");
  }

  /** The uid, if it is the one that was known or is confirmed. */
  Future<String> confirm(String name, String uid, @Nullable String configured) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name + ".uid");
      String known = Files.exists(file) ? Files.readString(file).strip() : "";
      boolean confirmed =
          configured == null ? known.isEmpty() || known.equals(uid) : configured.equals(uid);
      if (!confirmed) {
        String expected = configured == null ? known : configured;
        return Future.failedFuture(
            new StartFailure(
                "another cluster answers: kube-system has uid "
                    + uid
                    + ", expected "
                    + expected
                    + ". To confirm it set clusters."
                    + name
                    + ".uid"));
      }
      Files.write(file, (uid + "\n").getBytes(StandardCharsets.UTF_8));
      return Future.succeededFuture(uid);
    } catch (IOException unwritable) {
      return Future.failedFuture(new StartFailure("state directory: " + unwritable));
    }
  }
}
