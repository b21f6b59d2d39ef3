package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An instance as a caller sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record InstanceView(
    String id,
    String name,
    InstanceState state,
    String instanceType,
    String zone,
    CapacityType capacityType,
    Map<String, String> tags,
    Instant createdAt,
    String nodeName,
    String providerId,
    Instance.@Nullable Interruption interruption) {

  /** A page of a list; {@code next} is the token of the page after it, absent on the last one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<InstanceView> items, @JsonProperty("continue") @Nullable String next) {}

  static InstanceView of(Instance instance) {
    CreateRequest request = instance.request();
    return new InstanceView(
        instance.id(),
        request.name(),
        instance.state(),
        request.instanceType(),
        request.zone(),
        request.capacityType(),
        request.tags(),
        instance.createdAt(),
        request.name(),
        instance.providerId(),
        instance.interruption());
  }
}
