package io.drover.verticles.spot;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.rules.facts.InterruptionFact;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.SpotAnswer;
import io.drover.verticles.bus.SpotAnswer.Reason;
import io.drover.verticles.bus.SpotNotice;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes interruption notices: only signed ones, each once. What is genuine becomes a fact that
 * every served cluster is told; planning decides what it means.
 */
public final class SpotRoom {
  private final SpotSettings settings;
  private final Bus bus;
  private final Supplier<? extends Collection<Rooms>> clusters;
  private final Replays replays;
  private Bus.@Nullable Subscription subscription;

  /**
   * A room that is not started yet.
   *
   * @param clusters those that are served now
   */
  public SpotRoom(SpotSettings settings, Bus bus, Supplier<? extends Collection<Rooms>> clusters) {
    this.settings = settings;
    this.bus = bus;
    this.clusters = clusters;
    this.replays = new Replays(settings.mostRemembered());
  }

  /** Answers {@link SpotNotice#TAKE}. */
  public Future<Void> start() {
    return bus.answer(
            SpotNotice.TAKE,
            notice ->
                Future.succeededFuture(
                    take(notice.signature(), notice.body(), notice.receivedAt())))
        .onSuccess(listening -> subscription = listening)
        .mapEmpty();
  }

  public Future<Void> stop() {
    return subscription == null ? Future.succeededFuture() : subscription.end();
  }

  /** Checks a notice and, if it is genuine, tells every served cluster. */
  public SpotAnswer take(String signatureHeader, String rawBody, Instant receivedAt) {
    Optional<String> secret = settings.secret().get().filter(text -> !text.isBlank());
    if (secret.isEmpty()) {
      return refused(Reason.NOT_CONFIGURED, "no secret to check notices with");
    }
    Optional<Signature> signature =
        Signature.read(signatureHeader)
            .filter(given -> given.fits(secret.get().getBytes(UTF_8), rawBody));
    return signature.isEmpty()
        ? refused(Reason.SIGNATURE_INVALID, "not signed with the secret of this daemon")
        : takeGenuine(signature.get(), rawBody, receivedAt);
  }

  private SpotAnswer takeGenuine(Signature signature, String body, Instant receivedAt) {
    Duration window = settings.replayWindow();
    if (Duration.between(signature.signedAt(), receivedAt).abs().compareTo(window) > 0) {
      return refused(
          Reason.OUTSIDE_REPLAY_WINDOW, "signed more than " + window.toSeconds() + " s from now");
    }
    return switch (replays.seen(signature.hex(), receivedAt)) {
      case BEFORE -> refused(Reason.REPLAYED, "this notice was taken before");
      case FULL ->
          refused(
              Reason.TOO_MANY,
              "more than " + settings.mostRemembered() + " notices within the replay window");
      case NEW -> takeNew(signature, body, receivedAt);
    };
  }

  private SpotAnswer takeNew(Signature signature, String body, Instant receivedAt) {
    InterruptionFact interruption;
    try {
      interruption = NoticeBody.read(body, receivedAt);
    } catch (IllegalArgumentException unreadable) {
      return refused(Reason.MALFORMED, String.valueOf(unreadable.getMessage()));
    }
    replays.remember(signature.hex(), signature.signedAt().plus(settings.replayWindow()));
    for (Rooms cluster : clusters.get()) {
      bus.publish(cluster.interruption(), interruption);
    }
    return new SpotAnswer.Accepted(interruption);
  }

  private static SpotAnswer refused(Reason reason, String detail) {
    return new SpotAnswer.Refused(reason, detail);
  }
}
