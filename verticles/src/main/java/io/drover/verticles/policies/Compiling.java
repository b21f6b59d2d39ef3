package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.PolicyFolder;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the policy folder; blocks, for seconds the first time in a process. That first time is
 * begun on a thread of its own while the house is still being built: it is most of what a start
 * waits for. Every later one is done when it is asked for.
 */
public final class Compiling {
  private final PolicySource source;
  private final Function<PolicyFolder, Compiled> compiler;
  private final AtomicReference<@Nullable FutureTask<Candidate>> first = new AtomicReference<>();

  private Compiling(PolicySource source, Function<PolicyFolder, Compiled> compiler) {
    this.source = source;
    this.compiler = compiler;
  }

  /** Begins to compile; the thread does not keep a process alive whose start has failed. */
  public static Compiling begin(PolicySource source, Function<PolicyFolder, Compiled> compiler) {
    Compiling compiling = new Compiling(source, compiler);
    FutureTask<Candidate> task = new FutureTask<>(compiling::now);
    compiling.first.set(task);
    Thread thread = new Thread(task, "policies-ahead");
    thread.setDaemon(true);
    thread.start();
    return compiling;
  }

  /**
   * The folder as it stands now.
   *
   * @throws IOException when it cannot be read whole
   */
  Candidate folder() throws IOException {
    FutureTask<Candidate> begun = first.getAndSet(null);
    return begun == null ? now() : result(begun);
  }

  /** Files that lay in the folder once. */
  Compiled files(PolicyFolder files) {
    return compiler.apply(files);
  }

  /** See {@link PolicySource#stamp}. */
  String stamp() throws IOException {
    return source.stamp();
  }

  private Candidate now() throws IOException {
    String stamp = source.stamp();
    PolicyFolder files = new PolicyFolder(source.read());
    return new Candidate(files, compiler.apply(files), stamp, source.editor());
  }

  private static Candidate result(FutureTask<Candidate> begun) throws IOException {
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
