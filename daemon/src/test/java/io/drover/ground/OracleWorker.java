package io.drover.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One process of the oracle, for one case at a time; it ends when its input does, and so with this
 * JVM. A process that has died or was too slow is replaced at the next case.
 */
final class OracleWorker implements AutoCloseable {
  private final Path program;
  private final Path log;
  private @Nullable Process process;
  private @Nullable BufferedReader answers;
  private @Nullable Writer questions;

  OracleWorker(Path program, Path log) {
    this.program = program;
    this.log = log;
  }

  /**
   * The line that answers a line.
   *
   * @throws IllegalStateException when there is none within the deadline
   */
  String answer(String question, Duration deadline) {
    try {
      if (process == null || !process.isAlive()) {
        start();
      }
      return exchange(question, deadline);
    } catch (IOException | ExecutionException e) {
      close();
      throw new IllegalStateException("the oracle has died; it said:\n" + said(), e);
    } catch (TimeoutException e) {
      close();
      throw new IllegalStateException("the oracle gave no answer within " + deadline, e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the oracle was asked", e);
    }
  }

  private void start() throws IOException {
    process =
        new ProcessBuilder(program.toString()).redirectError(Redirect.to(log.toFile())).start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = process.outputWriter(StandardCharsets.UTF_8);
  }

  /** On a thread of its own, as a pipe knows no deadline. */
  private String exchange(String question, Duration deadline)
      throws IOException, ExecutionException, InterruptedException, TimeoutException {
    if (questions == null || answers == null) {
      throw new IllegalStateException("the oracle was not started");
    }
    Writer to = questions;
    BufferedReader from = answers;
    FutureTask<@Nullable String> exchange =
        new FutureTask<>(
            () -> {
              to.append(question).append('\n').flush();
              return from.readLine();
            });
    Thread.ofVirtual().start(exchange);
    String answer = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    if (answer == null) {
      throw new IOException("no more answers");
    }
    return answer;
  }

  private String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      process = null;
    }
  }
}
