package io.drover.daemon.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Gauges that hold what was last set; each is registered when it is set for the first time. */
final class Gauges {
  private final MeterRegistry registry;
  private final ConcurrentMap<String, AtomicLong> values = new ConcurrentHashMap<>();

  Gauges(MeterRegistry registry) {
    this.registry = registry;
  }

  void set(String name, String help, Tags tags, long value) {
    values
        .computeIfAbsent(name + tags.stream().toList(), any -> register(name, help, tags))
        .set(value);
  }

  private AtomicLong register(String name, String help, Tags tags) {
    AtomicLong value = new AtomicLong();
    Gauge.builder(name, value, AtomicLong::doubleValue)
        .description(help)
        .tags(tags)
        .strongReference(true)
        .register(registry);
    return value;
  }
}
