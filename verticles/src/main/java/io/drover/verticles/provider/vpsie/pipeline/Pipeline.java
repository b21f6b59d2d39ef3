package io.drover.verticles.provider.vpsie.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of every call to an account: rate limit → breaker → repeat → token → TLS → server. A
 * repeat takes the whole way again, and so does a login, as a call of its own: each of them counts.
 */
public final class Pipeline {
  private final String account;
  private final Dialect dialect;
  private final Attempt attempt;
  private final TokenKeeper tokens;
  private final Supplier<Optional<String>> password;
  private final PipelineSettings.Repeats repeats;
  private final Time time;
  private final Consumer<PipelineEvent> told;
  private boolean answering = true;

  /** Time and chance. */
  public record Time(Clock clock, Timers timers, Chance chance) {}

  /** Where it leads. */
  public record Server(String account, Dialect dialect, Attempt.Line line) {}

  /**
   * A pipeline before one account; nobody else may call it beside this one.
   *
   * @param limit shared by all that calls the account
   */
  public Pipeline(
      Server server,
      PipelineSettings settings,
      RateLimit limit,
      Time time,
      Consumer<PipelineEvent> told) {
    this.account = server.account();
    this.dialect = server.dialect();
    this.password = server.line().password();
    this.repeats = settings.repeats();
    this.time = time;
    this.told = told;
    CircuitGate circuit = new CircuitGate(account, settings.circuit(), time.clock(), told);
    this.attempt = new Attempt(server.line(), limit, circuit, time.clock(), told);
    this.tokens =
        new TokenKeeper(account, server.line().credentials(), this::login, time.clock(), told);
  }

  /** Whether the last call was answered as by a server and an account in good health. */
  public boolean answering() {
    return answering;
  }

  /**
   * The answer, read; fails with {@link FarEndFailed} when there is none.
   *
   * @param reading throws IllegalArgumentException when the answer lacks something
   */
  public <T> Future<T> send(Call call, Function<JsonNode, T> reading) {
    return authorised(call, true).compose(body -> read(call, body, reading));
  }

  private Future<JsonNode> authorised(Call call, boolean mayRenew) {
    return tokens
        .token(call.caller())
        .compose(
            token ->
                repeated(call, dialect.authorization(token), 0)
                    .compose(verdict -> decided(call, verdict, token, mayRenew)));
  }

  private Future<JsonNode> decided(Call call, Verdict verdict, String token, boolean mayRenew) {
    return switch (verdict) {
      case Verdict.Fine(JsonNode body) -> Future.succeededFuture(body);
      case Verdict.Refused refused when refused.kind() == ErrorKind.UNAUTHORIZED ->
          tokens.refused(token) && mayRenew
              ? authorised(call, false)
              : FarEndFailed.future(unauthorised(refused));
      case Verdict.Refused refused -> FarEndFailed.future(clean(refused.failure()));
    };
  }

  private ProviderFailure unauthorised(Verdict.Refused refused) {
    return clean(
        ProviderFailure.Denied.whatever(
            "account "
                + account
                + ": VPSie refuses its credentials; put good ones where they are read from: "
                + refused.failure().detail()));
  }

  private Future<AccessToken> login(Credentials.Client client, String caller) {
    Call call = dialect.login(client).asRepeatable().by(caller);
    return repeated(call, Map.of(), 0)
        .compose(
            verdict ->
                switch (verdict) {
                  case Verdict.Fine(JsonNode body) ->
                      read(call, body, json -> AccessToken.of(call.endpoint(), json));
                  case Verdict.Refused refused
                      when refused.failure() instanceof ProviderFailure.Denied
                          || refused.failure() instanceof ProviderFailure.NotFound ->
                      FarEndFailed.future(unauthorised(refused));
                  case Verdict.Refused refused -> FarEndFailed.future(clean(refused.failure()));
                });
  }

  private Future<Verdict> repeated(Call call, Map<String, String> authorization, int repeat) {
    return attempt
        .once(call, authorization)
        .compose(
            verdict -> {
              learn(verdict);
              return verdict instanceof Verdict.Refused refused && again(call, refused, repeat)
                  ? later(call, authorization, refused.retryAfter(), repeat + 1)
                  : Future.succeededFuture(verdict);
            });
  }

  private boolean again(Call call, Verdict.Refused refused, int repeat) {
    Duration asked = refused.retryAfter();
    return call.repeatable()
        && repeat < repeats.most()
        && refused.kind().passes()
        && (asked == null || asked.compareTo(repeats.longestWait()) <= 0);
  }

  private Future<Verdict> later(
      Call call, Map<String, String> authorization, @Nullable Duration asked, int repeat) {
    told.accept(new PipelineEvent.Repeated(call.method(), repeat));
    Duration wait = repeats.waits().after(repeat, time.chance());
    Duration longer = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    Promise<Verdict> promise = Promise.promise();
    time.timers().after(longer, () -> repeated(call, authorization, repeat).onComplete(promise));
    return promise.future();
  }

  private void learn(Verdict verdict) {
    if (verdict instanceof Verdict.Refused refused) {
      answering =
          switch (refused.kind()) {
            case NOT_FOUND, QUOTA, NO_CAPACITY, CLIENT_ERROR -> true;
            case WITHDRAWN -> answering;
            case HELD,
                BREAKER_OPEN,
                NOT_SENT,
                NO_ANSWER,
                UNREADABLE,
                SERVER_ERROR,
                RATE_LIMITED,
                UNAUTHORIZED,
                FORBIDDEN ->
                false;
          };
    } else {
      answering = true;
    }
  }

  private <T> Future<T> read(Call call, JsonNode body, Function<JsonNode, T> reading) {
    try {
      return Future.succeededFuture(reading.apply(body));
    } catch (IllegalArgumentException lacking) {
      told.accept(new PipelineEvent.Failed(call.method(), ErrorKind.UNREADABLE));
      String detail = String.valueOf(lacking.getMessage());
      return FarEndFailed.future(clean(new ProviderFailure.Unreachable(detail, call.changes())));
    }
  }

  private String withoutPassword(String text) {
    try {
      return password.get().map(secret -> TokenKeeper.without(text, secret)).orElse(text);
    } catch (RuntimeException unreadable) {
      return text;
    }
  }

  private ProviderFailure clean(ProviderFailure failure) {
    String detail = withoutPassword(tokens.scrubbed(failure.detail()));
    return switch (failure) {
      case ProviderFailure.NotFound any -> new ProviderFailure.NotFound(detail);
      case ProviderFailure.NoCapacity any -> new ProviderFailure.NoCapacity(detail);
      case ProviderFailure.RateLimited limited ->
          new ProviderFailure.RateLimited(detail, limited.retryAfter());
      case ProviderFailure.Denied(String text, boolean whatever) ->
          new ProviderFailure.Denied(detail, whatever);
      case ProviderFailure.Unreachable(String text, boolean mayHaveHappened) ->
          new ProviderFailure.Unreachable(detail, mayHaveHappened);
      case ProviderFailure.Superseded any -> new ProviderFailure.Superseded(detail);
    };
  }
}
