package io.drover.doubles.cloud;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request, as faults match it and the log records it.
 *
 * @param about the creation it asks for, or that of the instance it is about, when there is one
 * @param tags the tags of {@code about}, or the filter of a list
 */
record Call(
    Operation operation,
    @Nullable String id,
    @Nullable String idempotencyKey,
    @Nullable CreateRequest about,
    Map<String, String> tags,
    @Nullable Mark mark) {

  static Call offerings() {
    return new Call(Operation.OFFERINGS, null, null, null, Map.of(), null);
  }

  static Call create(String idempotencyKey, CreateRequest request, @Nullable Mark mark) {
    return new Call(Operation.CREATE, null, idempotencyKey, request, request.tags(), mark);
  }

  static Call list(Map<String, String> filter) {
    return new Call(Operation.LIST, null, null, null, Map.copyOf(filter), null);
  }

  static Call one(
      Operation operation, String id, @Nullable Instance instance, @Nullable Mark mark) {
    return instance == null
        ? new Call(operation, id, null, null, Map.of(), mark)
        : new Call(operation, id, null, instance.request(), instance.request().tags(), mark);
  }
}
