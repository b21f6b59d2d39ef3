package io.drover.verticles.provider;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A provider that answers what a test says, and remembers what it was asked. */
public final class ScriptedProvider implements NodeProvider {
  public static final ProviderAnswer FINE = new ProviderAnswer.Listed(List.of(), "");
  public static final ProviderAnswer NOT_REACHED =
      new ProviderAnswer.Failed(new ProviderFailure.Unreachable("cut", true));

  public final List<ProviderCommand> asked = new ArrayList<>();
  public final Deque<Promise<ProviderAnswer>> underWay = new ArrayDeque<>();
  private final Deque<ProviderAnswer> answers = new ArrayDeque<>();
  private ProviderAnswer otherwise = FINE;
  private boolean silent;
  private Capabilities capabilities =
      new Capabilities(
          Capabilities.Identity.CHOSEN, Capabilities.Creation.KEYED, true, Duration.ofSeconds(3));

  /** The next answers, before the usual one. */
  public void next(ProviderAnswer... some) {
    answers.addAll(List.of(some));
  }

  public void always(ProviderAnswer answer) {
    otherwise = answer;
  }

  /** Leaves every call under way until the test completes it. */
  public void beSilent() {
    silent = true;
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  public void capabilities(Capabilities other) {
    capabilities = other;
  }

  @Override
  public Future<ProviderAnswer> perform(ProviderCommand command) {
    asked.add(command);
    if (silent) {
      Promise<ProviderAnswer> promise = Promise.promise();
      underWay.addLast(promise);
      return promise.future();
    }
    ProviderAnswer answer = answers.pollFirst();
    return Future.succeededFuture(answer == null ? otherwise : answer);
  }
}
