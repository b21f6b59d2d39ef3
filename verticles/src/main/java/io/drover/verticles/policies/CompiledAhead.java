package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The first compilation, begun on a thread of its own while the house is still being built: it is
 * most of what a start waits for. Every later one is done when it is asked for.
 */
public final class CompiledAhead implements Compiling {
  private final Compiling compiling;
  private final AtomicReference<@Nullable FutureTask<Compiled>> first = new AtomicReference<>();

  private CompiledAhead(Compiling compiling) {
    this.compiling = compiling;
  }

  /** Begins to compile; the thread does not keep a process alive whose start has failed. */
  public static CompiledAhead begin(Compiling compiling) {
    CompiledAhead ahead = new CompiledAhead(compiling);
    FutureTask<Compiled> task = new FutureTask<>(compiling::compile);
    ahead.first.set(task);
    Thread thread = new Thread(task, "policies-ahead");
    thread.setDaemon(true);
    thread.start();
    return ahead;
  }

  @Override
  public Compiled compile() throws IOException {
    FutureTask<Compiled> begun = first.getAndSet(null);
    return begun == null ? compiling.compile() : result(begun);
  }

  private static Compiled result(FutureTask<Compiled> begun) throws IOException {
    try {
      return begun.get();
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof IOException unreadable
          ? unreadable
          : new IOException(String.valueOf(failed.getCause()), failed.getCause());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new IOException("ended while the policies were compiled", ended);
    }
  }
}
