package io.drover.verticles.provider.vpsie.wire;

import io.drover.verticles.bus.Instance;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server's JSON, which is nearly the same in both shapes. */
final class ServerReading {
  private static final DateTimeFormatter SPACED =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private ServerReading() {}

  static Server server(Fields json, @Nullable List<String> tags) {
    List<String> names =
        Stream.of("hostname", "name")
            .map(json::anyText)
            .flatMap(Optional::stream)
            .distinct()
            .toList();
    return new Server(
        json.text("identifier"),
        json.anyText("id").orElse(""),
        names,
        state(json),
        json.anyText("boxsize_id").orElse(""),
        json.anyText("created_on").map(ServerReading::instant).orElse(null),
        tags);
  }

  /**
   * How far it is. Whatever VPSie does not clearly say is PENDING, which claims only that it is
   * there: a server that was taken for gone by mistake would run on unseen.
   */
  private static Instance.State state(Fields json) {
    if (json.flag("is_deleted").orElse(false)) {
      return Instance.State.OFF;
    }
    boolean powered = json.flag("power").orElse(false);
    if (json.flag("is_terminated").orElse(false)) {
      return powered ? Instance.State.TERMINATING : Instance.State.OFF;
    }
    if (json.flag("is_suspended").orElse(false)) {
      return Instance.State.PENDING;
    }
    // In one shape "state" may be the datacenter's state on the map; then no word of it is known.
    return Stream.of("status", "state")
        .map(json::anyText)
        .flatMap(Optional::stream)
        .map(ServerReading::word)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(
            powered && json.flag("is_active").orElse(true)
                ? Instance.State.RUNNING
                : Instance.State.PENDING);
  }

  private static Optional<Instance.State> word(String status) {
    return switch (status.strip().toLowerCase(Locale.ROOT)) {
      case "running", "active" -> Optional.of(Instance.State.RUNNING);
      case "deleting", "terminating" -> Optional.of(Instance.State.TERMINATING);
      case "deleted", "terminated" -> Optional.of(Instance.State.OFF);
      case "provisioning", "pending", "creating", "building", "stopped", "suspended" ->
          Optional.of(Instance.State.PENDING);
      default -> Optional.empty();
    };
  }

  private static @Nullable Instant instant(String text) {
    try {
      return text.indexOf('T') > 0
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text, SPACED).toInstant(ZoneOffset.UTC);
    } catch (DateTimeParseException unreadable) {
      return null;
    }
  }
}
