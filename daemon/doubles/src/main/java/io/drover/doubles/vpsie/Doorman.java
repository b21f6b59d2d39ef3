package io.drover.doubles.vpsie;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Reply.Delivery;
import io.drover.doubles.vpsie.Endpoints.Met;
import io.drover.doubles.vpsie.Trouble.Subject;
import io.drover.doubles.vpsie.TroubleStrike.Struck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets requests in: the rate first, then troubles and weather, then who it is, then whether it can
 * be read. Writes each down.
 */
final class Doorman {
  private final Accounts accounts;
  private final Troubles troubles;
  private final Witness witness;
  private final Rooms rooms;
  private final SlidingWindow window = new SlidingWindow();
  private final Weather weather = new Weather();
  private long received;

  Doorman(Accounts accounts, Troubles troubles, Witness witness, Rooms rooms) {
    this.accounts = accounts;
    this.troubles = troubles;
    this.witness = witness;
    this.rooms = rooms;
  }

  /** One at a time. */
  Reply receive(Request request, Instant now, Behaviour behaviour) {
    Optional<Met> met = Endpoints.find(request);
    Visitor visitor = met.map(m -> visitor(m.endpoint(), request, now)).orElse(stranger());
    Duration wait =
        visitor.account().isEmpty()
            ? Duration.ZERO
            : window.wait(visitor.name(), now, behaviour.callsPerMinute());
    Arrival arrival =
        new Arrival(request, met, visitor, now, behaviour, subject(request, met, visitor));
    Struck struck = told(wait.isZero() ? weathered(arrival) : tooMany(wait), behaviour);
    String id = request.header("x-request-id").orElse("vpsie-" + ++received);
    witness.saw(arrival.seen(id, struck, !wait.isZero()));
    return new Reply(struck.answer(), struck.delivery(), id);
  }

  private static Visitor stranger() {
    return Visitor.turnedAway(404, "Not found");
  }

  private Visitor visitor(Endpoint endpoint, Request request, Instant now) {
    if (endpoint.operation() != Operation.LOGIN) {
      return accounts.visitor(endpoint.profile().token(request), now);
    }
    Optional<Account> account =
        fields(request).flatMap(fields -> accounts.find(fields.path("clientId").asText("")));
    return new Visitor(account, Optional.empty());
  }

  private static Subject subject(Request request, Optional<Met> met, Visitor visitor) {
    String text = request.path() + " " + request.query() + " " + request.body();
    return new Subject(met.map(m -> m.endpoint().operation()).orElse(null), visitor.name(), text);
  }

  private static Struck tooMany(Duration wait) {
    return new Struck(TroubleStrike.tooMany(wait), new Delivery.AtOnce());
  }

  private static Struck told(Struck struck, Behaviour behaviour) {
    return behaviour.has(Quirk.NO_RETRY_AFTER) && struck.answer() instanceof Answer.Refused refused
        ? new Struck(refused.withoutAdvice(), struck.delivery())
        : struck;
  }

  private Struck weathered(Arrival arrival) {
    Weather.Gust gust = weather.next(arrival.behaviour().storm());
    Supplier<Answer> action = () -> answer(arrival);
    return troubles
        .atTheDoor(arrival.subject())
        .map(trouble -> TroubleStrike.on(trouble, action, Reply.after(gust.latency())))
        .orElseGet(() -> Weather.on(gust, action));
  }

  private Answer answer(Arrival arrival) {
    if (arrival.visitor().refusal().isPresent()) return arrival.visitor().refusal().get();
    Answer answer = read(arrival, arrival.met().orElseThrow());
    boolean disguised = arrival.behaviour().has(Quirk.ERRORS_WITH_200);
    return disguised && answer instanceof Answer.Refused refused && refused.status() != 401
        ? new Answer.Refused(200, refused.code(), refused.message(), Duration.ZERO)
        : answer;
  }

  private Answer read(Arrival arrival, Met met) {
    Optional<ObjectNode> fields = fields(arrival.request());
    if (fields.isEmpty()) return Answer.refused(400, "The body cannot be read");
    List<String> missing = met.endpoint().form().missing(fields.get());
    if (!missing.isEmpty()) return Answer.refused(400, missing.getFirst() + " is required");
    if (met.endpoint().operation() == Operation.LOGIN) {
      return rooms
          .logins()
          .login(met.endpoint().profile(), fields.get(), arrival.now(), arrival.behaviour());
    }
    try {
      return rooms.answer(arrival.call(met, fields.get()));
    } catch (NumberFormatException e) {
      return Answer.refused(400, "Not a number: " + e.getMessage());
    }
  }

  private static Optional<ObjectNode> fields(Request request) {
    try {
      return Optional.of(request.fields());
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
