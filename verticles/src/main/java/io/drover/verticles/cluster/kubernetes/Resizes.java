package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes while it is resized in place: the largest of what it asks for, what was promised
 * to it and what it has; without the first where its node has said that this will never be.
 */
final class Resizes {
  private static final Resizes NONE = new Resizes(new PodStatus());

  private final PodStatus status;
  private final boolean infeasible;
  private final Map<String, ContainerStatus> containers = new HashMap<>();

  private Resizes(PodStatus status) {
    this.status = status;
    this.infeasible = infeasible(status);
    for (ContainerStatus container : OrEmpty.list(status.getContainerStatuses())) {
      containers.put(container.getName(), container);
    }
    for (ContainerStatus init : OrEmpty.list(status.getInitContainerStatuses())) {
      containers.put(init.getName(), init);
    }
  }

  static Resizes of(@Nullable PodStatus status) {
    return status == null ? NONE : new Resizes(status);
  }

  ExactAmounts request(Container container) {
    ExactAmounts asked = ExactAmounts.requests(container.getResources());
    ContainerStatus known = containers.get(container.getName());
    if (known == null || known.getResources() == null) {
      return asked;
    }
    return larger(
        asked,
        ExactAmounts.requests(known.getResources()),
        ExactAmounts.of(known.getAllocatedResources()));
  }

  /** Of the pod as a whole. */
  ExactAmounts request(ExactAmounts asked) {
    return status.getResources() == null
        ? asked
        : larger(
            asked,
            ExactAmounts.requests(status.getResources()),
            ExactAmounts.of(status.getAllocatedResources()));
  }

  private ExactAmounts larger(ExactAmounts asked, ExactAmounts has, ExactAmounts promised) {
    return (infeasible ? ExactAmounts.NONE : asked).max(has).max(promised);
  }

  private static boolean infeasible(PodStatus status) {
    return OrEmpty.list(status.getConditions()).stream()
        .filter(condition -> "PodResizePending".equals(condition.getType()))
        .findFirst()
        .map(PodCondition::getReason)
        .filter("Infeasible"::equals)
        .isPresent();
  }
}
