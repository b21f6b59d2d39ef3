package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Reply.Delivery;
import io.drover.doubles.vpsie.Endpoints.Met;
import io.drover.doubles.vpsie.Trouble.Subject;
import io.drover.doubles.vpsie.TroubleStrike.Struck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request at the door, and what is known of it there. */
record Arrival(
    Request request,
    Optional<Met> met,
    Visitor visitor,
    Instant now,
    Behaviour behaviour,
    Subject subject) {

  Call call(Met address, ObjectNode fields) {
    return new Call(
        visitor.account().orElseThrow(),
        address.endpoint(),
        address.values(),
        request,
        fields,
        now,
        behaviour,
        subject);
  }

  SeenRequest seen(String requestId, Struck struck, boolean aboveRate) {
    return new SeenRequest(
        now,
        requestId,
        met.map(m -> m.endpoint().profile()).orElse(null),
        subject.operation(),
        subject.account(),
        request.method(),
        request.path(),
        request.query(),
        Disguise.headers(request.headers()),
        Disguise.body(request.body()),
        struck.answer().status(),
        travelled(struck.delivery()),
        said(struck.answer()),
        told(struck.answer()),
        aboveRate,
        deviations());
  }

  private List<String> deviations() {
    if (met.isEmpty()) return List.of("the address is not described");
    Endpoint endpoint = met.get().endpoint();
    List<String> found = new ArrayList<>(endpoint.form().deviations(request));
    for (Profile profile : Profile.values()) {
      boolean wanted = profile == endpoint.profile() && endpoint.operation() != Operation.LOGIN;
      if (wanted && profile.token(request).isEmpty()) {
        found.add("no token in the header " + profile.header());
      } else if (!wanted && request.header(profile.header()).isPresent()) {
        found.add("header " + profile.header() + " is not described");
      }
    }
    return List.copyOf(found);
  }

  private static String travelled(Delivery delivery) {
    return switch (delivery) {
      case Delivery.AtOnce now -> "AT_ONCE";
      case Delivery.Late late -> "LATE";
      case Delivery.Cut cut -> "CUT";
      case Delivery.Never never -> "NEVER";
    };
  }

  private static List<String> told(Answer answer) {
    return answer instanceof Answer.Fine fine
        ? fine.body().findValuesAsText("identifier")
        : List.of();
  }

  private static @Nullable String said(Answer answer) {
    return switch (answer) {
      case Answer.Fine fine -> null;
      case Answer.Refused refused -> refused.message();
      case Answer.Garbled garbled -> garbled.text();
    };
  }
}
