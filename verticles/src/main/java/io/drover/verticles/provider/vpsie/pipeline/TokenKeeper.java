package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The account's token: logged in for by one call however many need it, renewed before it expires,
 * and dropped when VPSie refuses it or other credentials are read.
 */
final class TokenKeeper {
  private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);
  private static final Duration UNNAMED_LIFE = Duration.ofHours(1);
  private static final Duration REFUSAL_STANDS = Duration.ofSeconds(30);
  private static final Duration NOT_YET = Duration.ofSeconds(1);

  private final String account;
  private final Supplier<Credentials> source;
  private final BiFunction<Credentials.Client, String, Future<AccessToken>> login;
  private final Clock clock;
  private final Consumer<PipelineEvent> told;
  private @Nullable Credentials known;
  private @Nullable Held held;
  private @Nullable Future<String> underWay;
  private @Nullable Refusal refusal;

  /** A token, when to renew it, and when it ends. */
  private record Held(String token, Instant renew, Instant ends) {}

  /** VPSie does not take these credentials; asking again at once would not change that. */
  private record Refusal(ProviderFailure failure, Instant until) {}

  TokenKeeper(
      String account,
      Supplier<Credentials> source,
      BiFunction<Credentials.Client, String, Future<AccessToken>> login,
      Clock clock,
      Consumer<PipelineEvent> told) {
    this.account = account;
    this.source = source;
    this.login = login;
    this.clock = clock;
    this.told = told;
  }

  /** The token to send now. */
  Future<String> token(String caller) {
    Credentials now;
    try {
      now = source.get();
    } catch (Credentials.NotYet pending) {
      return FarEndFailed.future(
          new ProviderFailure.RateLimited(
              "account " + account + ": " + pending.getMessage(), NOT_YET));
    } catch (RuntimeException unreadable) {
      return denied("its credentials cannot be read: " + unreadable.getMessage());
    }
    take(now);
    return switch (now) {
      case Credentials.Fixed(String token) when token.isBlank() -> denied("its token is empty");
      case Credentials.Fixed(String token) -> Future.succeededFuture(token);
      case Credentials.Client client -> current(client, caller);
    };
  }

  private void take(Credentials now) {
    if (!now.equals(known)) {
      if (known != null) {
        told.accept(new PipelineEvent.CredentialsChanged());
      }
      known = now;
      held = null;
      underWay = null;
      refusal = null;
    }
  }

  private Future<String> current(Credentials.Client client, String caller) {
    Instant now = clock.now();
    Held mine = held;
    if (mine != null && now.isBefore(mine.renew())) {
      return Future.succeededFuture(mine.token());
    }
    Refusal refused = refusal;
    if (refused != null && now.isBefore(refused.until())) {
      return FarEndFailed.future(refused.failure());
    }
    Future<String> running = underWay;
    if (running == null) {
      running = logIn(client, caller);
    }
    return mine != null && now.isBefore(mine.ends())
        ? running.recover(
            failed -> denied(failed) ? running(failed) : Future.succeededFuture(mine.token()))
        : running;
  }

  private static boolean denied(Throwable failure) {
    return failure instanceof FarEndFailed expected
        && expected.failure() instanceof ProviderFailure.Denied;
  }

  private static Future<String> running(Throwable failed) {
    return Future.failedFuture(failed);
  }

  private Future<String> logIn(Credentials.Client client, String caller) {
    Future<String> mine =
        login
            .apply(client, caller)
            .map(token -> keep(client, token))
            .onFailure(failed -> refused(client, failed));
    underWay = mine.isComplete() ? null : mine;
    mine.onComplete(
        over -> {
          if (client.equals(known)) {
            underWay = null;
          }
        });
    return mine;
  }

  private String keep(Credentials.Client client, AccessToken token) {
    told.accept(new PipelineEvent.LoggedIn(true));
    if (client.equals(known)) {
      Instant now = clock.now();
      Instant named = token.expires();
      Instant ends = named == null || !named.isAfter(now) ? now.plus(UNNAMED_LIFE) : named;
      Duration quarter = Duration.between(now, ends).dividedBy(4);
      Duration margin = quarter.compareTo(RENEWED_BEFORE) < 0 ? quarter : RENEWED_BEFORE;
      held = new Held(token.token(), ends.minus(margin), ends);
    }
    return token.token();
  }

  private void refused(Credentials.Client client, Throwable failed) {
    told.accept(new PipelineEvent.LoggedIn(false));
    if (client.equals(known)
        && failed instanceof FarEndFailed expected
        && expected.failure() instanceof ProviderFailure.Denied refused) {
      refusal = new Refusal(refused, clock.now().plus(REFUSAL_STANDS));
    }
  }

  /** VPSie did not take this token; whether another may be had. */
  boolean refused(String token) {
    Held mine = held;
    if (mine != null && mine.token().equals(token)) {
      held = null;
    }
    if (known instanceof Credentials.Client) {
      return true;
    }
    try {
      return !new Credentials.Fixed(token).equals(source.get());
    } catch (RuntimeException unreadable) {
      return false;
    }
  }

  /** A text without what is secret in it, should VPSie have sent it back. */
  String scrubbed(String text) {
    String clean = text;
    Held mine = held;
    if (mine != null) {
      clean = without(clean, mine.token());
    }
    return switch (known) {
      case Credentials.Fixed(String token) -> without(clean, token);
      case Credentials.Client client -> without(clean, client.secret());
      case null -> clean;
    };
  }

  static String without(String text, String secret) {
    return secret.isEmpty() ? text : text.replace(secret, "…");
  }

  private <T> Future<T> denied(String why) {
    return FarEndFailed.future(ProviderFailure.Denied.whatever("account " + account + ": " + why));
  }
}
