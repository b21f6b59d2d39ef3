package io.drover.verticles.provider.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.provider.Quantity;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The simulated cloud's JSON in Drover's words. */
final class CloudJson {
  static final String INSTALLATION = "drover-installation";
  static final String CLUSTER = "drover-cluster";
  static final String GROUP = "drover-group";
  static final String INTENT = "drover-intent";

  /** What a machine keeps for its system; a guess that its Node corrects. */
  private static final Resources KEPT_BACK = Resources.of(100, 256L << 20, 0);

  private CloudJson() {}

  static OfferingFact offering(ProviderName provider, JsonNode json) {
    OfferingId id =
        new OfferingId(text(json, "instanceType"), text(json, "zone"), text(json, "capacityType"));
    Resources capacity = Quantity.resources(texts(json.path("capacity")));
    return new OfferingFact(
        provider,
        id,
        Price.perHour(text(json, "pricePerHour")),
        capacity,
        allocatable(capacity),
        texts(json.path("labels")));
  }

  private static Resources allocatable(Resources capacity) {
    return capacity.minus(KEPT_BACK).max(Resources.NONE);
  }

  static Instance instance(JsonNode json) {
    return new Instance(
        text(json, "providerId"),
        text(json, "name"),
        state(text(json, "state")),
        owner(texts(json.path("tags"))));
  }

  private static Instance.State state(String state) {
    return switch (state) {
      case "pending" -> Instance.State.PENDING;
      case "running" -> Instance.State.RUNNING;
      case "terminating" -> Instance.State.TERMINATING;
      case "terminated" -> Instance.State.OFF;
      default -> throw new IllegalArgumentException("'" + state + "' is not a state");
    };
  }

  private static @Nullable OwnerTag owner(Map<String, String> tags) {
    String installation = tags.get(INSTALLATION);
    String cluster = tags.get(CLUSTER);
    String group = tags.get(GROUP);
    String intent = tags.get(INTENT);
    return installation == null || cluster == null || group == null || intent == null
        ? null
        : new OwnerTag(installation, cluster, group, intent);
  }

  static String creation(Create create) {
    OwnerTag owner = create.owner();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("name", create.name())
        .put("instanceType", create.offering().instanceType())
        .put("zone", create.offering().zone())
        .put("capacityType", create.offering().capacityType());
    json.putObject("tags")
        .put(INSTALLATION, owner.installation())
        .put(CLUSTER, owner.clusterUid())
        .put(GROUP, owner.group())
        .put(INTENT, owner.intent());
    ObjectNode labels = json.putObject("labels");
    new TreeMap<>(create.template().labels()).forEach(labels::put);
    var taints = json.putArray("taints");
    for (Taint taint : create.template().taints()) {
      taints
          .addObject()
          .put("key", taint.key())
          .put("value", taint.value())
          .put("effect", effect(taint.effect()));
    }
    try {
      return Json.mapper().writeValueAsString(json);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static String effect(Taint.Effect effect) {
    return switch (effect) {
      case NO_SCHEDULE -> "NoSchedule";
      case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
      case NO_EXECUTE -> "NoExecute";
    };
  }

  private static String text(JsonNode json, String field) {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.asText().isBlank()) {
      throw new IllegalArgumentException("no " + field + " in an answer");
    }
    return value.asText();
  }

  private static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }
}
