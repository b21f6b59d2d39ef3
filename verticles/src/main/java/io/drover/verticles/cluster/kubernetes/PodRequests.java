package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes of its node, as kube-scheduler counts it ({@code
 * k8s.io/component-helpers/resource.PodRequests}): running containers and sidecars together, or the
 * largest moment of initialisation if that is more; a pod-level request replaces that sum; overhead
 * comes on top; a container in the middle of a resize counts with the larger of both sizes.
 */
final class PodRequests {
  private static final Resources ONE_POD = Resources.of(0, 0, 1);

  private PodRequests() {}

  static Resources of(PodSpec spec, @Nullable PodStatus status) {
    Map<String, Resources> granted = granted(status);
    Resources sum =
        running(spec, granted)
            .max(initialisation(spec, granted))
            .plus(Quantities.resources(spec.getOverhead()));
    return withPodLevel(sum, spec).plus(ONE_POD);
  }

  static boolean sidecar(Container init) {
    return "Always".equals(init.getRestartPolicy());
  }

  private static Resources running(PodSpec spec, Map<String, Resources> granted) {
    Resources sum = Resources.NONE;
    for (Container container : OrEmpty.list(spec.getContainers())) {
      sum = sum.plus(request(container, granted));
    }
    for (Container init : OrEmpty.list(spec.getInitContainers())) {
      if (sidecar(init)) {
        sum = sum.plus(request(init, granted));
      }
    }
    return sum;
  }

  /** Each init container runs beside the sidecars that were started before it. */
  private static Resources initialisation(PodSpec spec, Map<String, Resources> granted) {
    Resources largest = Resources.NONE;
    Resources sidecars = Resources.NONE;
    for (Container init : OrEmpty.list(spec.getInitContainers())) {
      Resources beside = sidecars.plus(request(init, granted));
      largest = largest.max(beside);
      if (sidecar(init)) {
        sidecars = beside;
      }
    }
    return largest;
  }

  private static Resources withPodLevel(Resources sum, PodSpec spec) {
    Resources overhead = Quantities.resources(spec.getOverhead());
    Resources podLevel = requests(spec.getResources());
    TreeMap<String, Long> amounts = new TreeMap<>(sum.amounts());
    podLevel.amounts().forEach((name, amount) -> amounts.put(name, amount + overhead.get(name)));
    return new Resources(amounts);
  }

  private static Resources request(Container container, Map<String, Resources> granted) {
    return requests(container.getResources())
        .max(granted.getOrDefault(container.getName(), Resources.NONE));
  }

  private static Resources requests(@Nullable ResourceRequirements requirements) {
    return requirements == null ? Resources.NONE : Quantities.resources(requirements.getRequests());
  }

  private static Map<String, Resources> granted(@Nullable PodStatus status) {
    Map<String, Resources> granted = new HashMap<>();
    if (status != null) {
      for (ContainerStatus container : OrEmpty.list(status.getContainerStatuses())) {
        granted.put(container.getName(), requests(container.getResources()));
      }
      for (ContainerStatus init : OrEmpty.list(status.getInitContainerStatuses())) {
        granted.put(init.getName(), requests(init.getResources()));
      }
    }
    return granted;
  }
}
