package io.drover.verticles.locks;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One lock for several members, each with a handle of its own that may fall silent. */
final class ScriptedLock {
  String memory = "cp:one";
  private long last;
  private ScriptedLock.@Nullable Handle holder;

  Handle handle() {
    return new Handle();
  }

  /** The holder's session ran out. */
  void expire() {
    holder = null;
  }

  final class Handle implements ClusterLock {
    boolean silent;
    private long fence;
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    public Future<Hold> keep(boolean wanted) {
      Promise<Hold> answer = Promise.promise();
      Runnable act = () -> answer.complete(act(wanted));
      if (silent) {
        waiting.add(act);
      } else {
        act.run();
      }
      return answer.future();
    }

    private Hold act(boolean wanted) {
      if (wanted && holder == null) {
        holder = this;
        fence = ++last;
      } else if (!wanted && holder == this) {
        holder = null;
      }
      return holder == this ? new Hold(memory, fence, false) : new Hold("", 0, holder == null);
    }

    /** Everything that was asked meanwhile is answered now. */
    void answer() {
      silent = false;
      List<Runnable> all = List.copyOf(waiting);
      waiting.clear();
      all.forEach(Runnable::run);
    }

    @Override
    public void close() {}
  }
}
