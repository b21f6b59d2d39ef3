package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the witness: a request that was received, or a change of an instance's state.
 *
 * @param operation the request's operation, or what happened to the instance
 * @param outcome for a request its status, code and fate on the way back ({@code 201}, {@code 409
 *     NO_CAPACITY}, {@code 201 LOST_ANSWER}, {@code NO_ANSWER}); for a change the new state
 * @param mark under which claim a caller said it acts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LogLine(
    Instant time,
    Event event,
    String operation,
    @Nullable String id,
    @Nullable String idempotencyKey,
    @Nullable String name,
    Map<String, String> tags,
    String outcome,
    @Nullable Mark mark) {

  /** Whether somebody asked, or something happened. */
  public enum Event {
    REQUEST,
    STATE
  }

  static LogLine change(Instant time, Instance instance, String what) {
    return new LogLine(
        time,
        Event.STATE,
        what,
        instance.id(),
        instance.idempotencyKey(),
        instance.request().name(),
        instance.request().tags(),
        instance.state().name(),
        null);
  }
}
