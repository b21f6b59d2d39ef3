package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller asks for. Two requests under one idempotency key must be equal. */
record CreateRequest(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String instanceType,
    @JsonProperty(required = true) String zone,
    @JsonProperty(required = true) CapacityType capacityType,
    @Nullable Map<String, String> tags,
    @Nullable Map<String, String> labels,
    @Nullable List<Taint> taints) {
  public CreateRequest {
    if (name.isBlank()) throw new IllegalArgumentException("name is empty");
    Objects.requireNonNull(capacityType, "capacityType");
    tags = tags == null ? Map.of() : Map.copyOf(tags);
    labels = labels == null ? Map.of() : Map.copyOf(labels);
    taints = taints == null ? List.of() : List.copyOf(taints);
  }

  @Override
  public Map<String, String> tags() {
    return Objects.requireNonNull(tags);
  }

  @Override
  public Map<String, String> labels() {
    return Objects.requireNonNull(labels);
  }

  @Override
  public List<Taint> taints() {
    return Objects.requireNonNull(taints);
  }
}
