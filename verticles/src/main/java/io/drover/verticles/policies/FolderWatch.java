package io.drover.verticles.policies;

import io.drover.verticles.time.Offload;
import io.drover.verticles.time.Timers;
import java.time.Duration;

/**
 * Notices that the policy folder has changed and is quiet again: what two looks in a row find the
 * same is not half written. It looks instead of being told, as links that are swapped and folders
 * that come back are told of by no file system alike.
 */
final class FolderWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final Compiling folder;
  private final Offload offload;
  private final Timers timers;
  private final Runnable changed;
  private String taken = "";
  private String seen = "";

  FolderWatch(Compiling folder, Offload offload, Timers timers, Runnable changed) {
    this.folder = folder;
    this.offload = offload;
    this.timers = timers;
    this.changed = changed;
  }

  /**
   * Begins.
   *
   * @param known stamp of what was read already; what has changed since is told of
   */
  void start(String known) {
    taken = known;
    lookLater();
  }

  private void lookLater() {
    timers.after(BETWEEN_LOOKS, this::look);
  }

  private void look() {
    offload
        .run(this::stamp)
        .onSuccess(
            now -> {
              if (now.equals(seen) && !now.equals(taken)) {
                taken = now;
                changed.run();
              }
              seen = now;
            })
        .onComplete(any -> lookLater());
  }

  private String stamp() {
    try {
      return folder.stamp();
    } catch (java.io.IOException unreadable) {
      return "unreadable: " + unreadable;
    }
  }
}
