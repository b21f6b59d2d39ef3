package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.UtilizationFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Usage of nodes as {@code metrics.k8s.io/v1beta1} tells it; reading blocks. */
final class NodeUsage {
  static final String API = "metrics.k8s.io";

  /** For all pages together. */
  static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Of a server that never comes to an end nothing is believed. */
  private static final int MOST_PAGES = 200;

  private static final ResourceDefinitionContext NODES =
      new ResourceDefinitionContext.Builder()
          .withGroup(API)
          .withVersion("v1beta1")
          .withKind("NodeMetrics")
          .withPlural("nodes")
          .build();

  /** As Go writes durations: {@code 20.049s}, {@code 1m0s}, {@code 1h2m3.5s}, {@code 500ms}. */
  private static final Pattern WINDOW =
      Pattern.compile("(?:(\\d{1,5})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s))?");

  private final KubernetesClient client;
  private final long page;

  NodeUsage(KubernetesClient client, long page) {
    this.client = client;
    this.page = page;
  }

  /**
   * What each node uses, and since when that was measured; one that tells anything unreadable, or
   * not both cpu and memory, is left out. Nothing runs without memory: none at all is not believed.
   *
   * @param used millicores and bytes
   * @param measuredFrom the beginning of the window, the oldest that is in the sample
   */
  record Sample(NodeName node, Resources used, Instant measuredFrom) {
    /**
     * As shares of what pods may have of the node, whole at most. That is somewhat less than the
     * machine has, so that a node looks rather too busy than too idle.
     */
    Optional<UtilizationFact> of(@Nullable Resources allocatable) {
      if (allocatable == null
          || allocatable.get(Resources.CPU) <= 0
          || allocatable.get(Resources.MEMORY) <= 0) {
        return Optional.empty();
      }
      return Optional.of(
          new UtilizationFact(
              node,
              share(Resources.CPU, allocatable),
              share(Resources.MEMORY, allocatable),
              measuredFrom));
    }

    private boolean plausible() {
      return used.get(Resources.CPU) >= 0 && used.get(Resources.MEMORY) > 0;
    }

    private double share(String resource, Resources allocatable) {
      return Math.clamp((double) used.get(resource) / allocatable.get(resource), 0.0, 1.0);
    }
  }

  /** All samples, page after page; fails with {@link UsageFailure}. */
  List<Sample> read() {
    try {
      List<Sample> samples = new ArrayList<>();
      String next = null;
      for (int pages = 0; pages < MOST_PAGES; pages++) {
        GenericKubernetesResourceList list = page(next);
        list.getItems().forEach(item -> sample(item).ifPresent(samples::add));
        next = list.getMetadata() == null ? null : list.getMetadata().getContinue();
        if (next == null || next.isEmpty()) {
          return samples;
        }
      }
      throw UsageFailure.unreachable("more than %d pages of samples".formatted(MOST_PAGES));
    } catch (RuntimeException failure) {
      throw UsageFailure.of(failure);
    }
  }

  private GenericKubernetesResourceList page(@Nullable String next) {
    GenericKubernetesResourceList list =
        client
            .genericKubernetesResources(NODES)
            .list(new ListOptionsBuilder().withLimit(page).withContinue(next).build());
    if (list == null || list.getItems() == null) {
      throw UsageFailure.unreachable("an answer that is no list");
    }
    return list;
  }

  static Optional<Sample> sample(GenericKubernetesResource item) {
    Map<String, Object> told = item.getAdditionalProperties();
    if (item.getMetadata() == null
        || !(told.get("timestamp") instanceof String timestamp)
        || !(told.get("window") instanceof String window)
        || !(told.get("usage") instanceof Map<?, ?> usage)
        || !(usage.get(Resources.CPU) instanceof String cpu)
        || !(usage.get(Resources.MEMORY) instanceof String memory)) {
      return Optional.empty();
    }
    try {
      Map<String, Quantity> used = new HashMap<>();
      used.put(Resources.CPU, Quantity.parse(cpu));
      used.put(Resources.MEMORY, Quantity.parse(memory));
      Sample sample =
          new Sample(
              new NodeName(item.getMetadata().getName()),
              Quantities.resources(used),
              Times.read(timestamp).minus(window(window)));
      return sample.plausible() ? Optional.of(sample) : Optional.empty();
    } catch (Unreadable | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  private static Duration window(String text) {
    Matcher matcher = WINDOW.matcher(text);
    if (text.isEmpty() || !matcher.matches()) {
      throw new Unreadable("'" + text + "' is not a window");
    }
    Duration window =
        Duration.ofHours(whole(matcher.group(1))).plusMinutes(whole(matcher.group(2)));
    String last = matcher.group(3);
    return last == null
        ? window
        : window.plusNanos(
            new BigDecimal(last).movePointRight("ms".equals(matcher.group(4)) ? 6 : 9).longValue());
  }

  private static long whole(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
