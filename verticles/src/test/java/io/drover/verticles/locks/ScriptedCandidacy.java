package io.drover.verticles.locks;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A candidacy as a test says. */
final class ScriptedCandidacy implements Candidacy {
  private final List<Runnable> listeners = new ArrayList<>();
  private @Nullable Permit permit;
  Duration resigned = Duration.ZERO;

  void permit(String lock, long fence, Instant validUntil) {
    permit = new Permit(lock, fence, validUntil);
    listeners.forEach(Runnable::run);
  }

  void lose() {
    permit = null;
    listeners.forEach(Runnable::run);
  }

  @Override
  public Optional<Permit> permit() {
    return Optional.ofNullable(permit);
  }

  @Override
  public void onChange(Runnable task) {
    listeners.add(task);
  }

  @Override
  public Future<Void> resign(Duration pause) {
    resigned = pause;
    lose();
    return Future.succeededFuture();
  }
}
