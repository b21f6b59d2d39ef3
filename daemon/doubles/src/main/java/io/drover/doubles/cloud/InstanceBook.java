package io.drover.doubles.cloud;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All instances by id and by idempotency key, and which of them a caller still sees. */
final class InstanceBook {
  private static final int ID_DIGITS = 12;
  private final CloudStore store;
  private final Duration forgetAfter;
  private final Map<String, Instance> byId = new LinkedHashMap<>();
  private final Map<String, String> idByKey = new LinkedHashMap<>();

  InstanceBook(CloudStore store, Duration forgetAfter) {
    this.store = store;
    this.forgetAfter = forgetAfter;
    store.instances().forEach(this::enter);
  }

  Instance born(String key, CreateRequest request, Instance.Fate fate, Instant now) {
    Instance instance =
        new Instance(
            idOf(key, now),
            byId.size() + 1L,
            key,
            request,
            InstanceState.PENDING,
            now,
            now,
            fate,
            false,
            false,
            null);
    write(instance);
    return instance;
  }

  void write(Instance instance) {
    enter(instance);
    store.put(instance);
  }

  @Nullable Instance find(String id) {
    return byId.get(id);
  }

  Optional<Instance> underKey(String key) {
    return Optional.ofNullable(idByKey.get(key)).map(byId::get);
  }

  /** The instance while callers may know of it. */
  @Nullable Instance visible(String id, Instant now) {
    Instance instance = byId.get(id);
    return instance != null && isVisible(instance, now) ? instance : null;
  }

  Stream<Instance> visible(Map<String, String> tags, Instant now) {
    return byId.values().stream()
        .filter(instance -> isVisible(instance, now))
        .filter(instance -> instance.request().tags().entrySet().containsAll(tags.entrySet()));
  }

  Collection<Instance> all() {
    return List.copyOf(byId.values());
  }

  private boolean isVisible(Instance instance, Instant now) {
    if (instance.gone()) return false;
    return instance.state() != InstanceState.TERMINATED
        || now.isBefore(instance.changedAt().plus(forgetAfter));
  }

  private void enter(Instance instance) {
    byId.put(instance.id(), instance);
    idByKey.put(instance.idempotencyKey(), instance.id());
  }

  /**
   * An id that a cloud with an emptied state would not give again, and that a simulated run
   * repeats.
   */
  private static String idOf(String key, Instant now) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((key + "|" + now).getBytes(StandardCharsets.UTF_8));
      return "i-" + HexFormat.of().formatHex(digest).substring(0, ID_DIGITS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
