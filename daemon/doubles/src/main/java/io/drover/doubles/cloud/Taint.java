package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A taint that the machine's node is born with. */
public record Taint(
    @JsonProperty(required = true) String key,
    @Nullable String value,
    @JsonProperty(required = true) String effect) {
  public Taint {
    Objects.requireNonNull(key, "taint without key");
    Objects.requireNonNull(effect, "taint without effect");
  }
}
