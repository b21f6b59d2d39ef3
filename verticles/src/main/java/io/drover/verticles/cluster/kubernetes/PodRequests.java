package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a pod takes of its node, as kube-scheduler counts it ({@code
 * k8s.io/component-helpers/resource.PodRequests}): running containers and sidecars together, or the
 * largest moment of initialisation if that is more; a pod-level request replaces that sum; overhead
 * comes on top.
 */
final class PodRequests {
  private static final Resources ONE_POD = Resources.of(0, 0, 1);
  private static final String HUGE_PAGES = "hugepages-";

  private PodRequests() {}

  static Resources of(PodSpec spec, @Nullable PodStatus status) {
    Resizes resizes = Resizes.of(status);
    ExactAmounts sum =
        ofContainers(spec, resizes)
            .replacedBy(podLevel(spec, resizes))
            .plus(ExactAmounts.of(spec.getOverhead()));
    return only(sum, PodRequests::counted).rounded().plus(ONE_POD);
  }

  static boolean sidecar(Container init) {
    return "Always".equals(init.getRestartPolicy());
  }

  /** Without what the pod asks for as a whole. */
  static ExactAmounts ofContainers(PodSpec spec, Resizes resizes) {
    return running(spec, resizes).max(initialisation(spec, resizes));
  }

  /** Whether a pod may ask for it as a whole. */
  static boolean ofWholePods(String resource) {
    return resource.equals(Resources.CPU)
        || resource.equals(Resources.MEMORY)
        || resource.startsWith(HUGE_PAGES);
  }

  private static ExactAmounts running(PodSpec spec, Resizes resizes) {
    ExactAmounts sum = ExactAmounts.NONE;
    for (Container container : OrEmpty.list(spec.getContainers())) {
      sum = sum.plus(resizes.request(container));
    }
    for (Container init : OrEmpty.list(spec.getInitContainers())) {
      if (sidecar(init)) {
        sum = sum.plus(resizes.request(init));
      }
    }
    return sum;
  }

  /**
   * Each init container runs beside the sidecars that were started before it. Only sidecars are
   * resized; what else an init container has, it has for a moment.
   */
  private static ExactAmounts initialisation(PodSpec spec, Resizes resizes) {
    ExactAmounts largest = ExactAmounts.NONE;
    ExactAmounts sidecars = ExactAmounts.NONE;
    for (Container init : OrEmpty.list(spec.getInitContainers())) {
      if (sidecar(init)) {
        sidecars = sidecars.plus(resizes.request(init));
        largest = largest.max(sidecars);
      } else {
        largest = largest.max(sidecars.plus(ExactAmounts.requests(init.getResources())));
      }
    }
    return largest;
  }

  /** Only what the pod's spec names counts, whatever its status tells besides. */
  private static ExactAmounts podLevel(PodSpec spec, Resizes resizes) {
    ExactAmounts said = only(ExactAmounts.requests(spec.getResources()), PodRequests::ofWholePods);
    ExactAmounts effective = resizes.request(said);
    Map<String, BigDecimal> amounts = new TreeMap<>();
    said.amounts().keySet().forEach(name -> amounts.put(name, effective.get(name)));
    return new ExactAmounts(amounts);
  }

  /** Names without a domain are Kubernetes' own; of those it looks at few. */
  private static boolean counted(String resource) {
    return ofWholePods(resource)
        || resource.equals("ephemeral-storage")
        || resource.startsWith("attachable-volumes-")
        || resource.contains("/");
  }

  private static ExactAmounts only(ExactAmounts amounts, Predicate<String> named) {
    Map<String, BigDecimal> kept = new TreeMap<>(amounts.amounts());
    kept.keySet().removeIf(named.negate());
    return new ExactAmounts(kept);
  }
}
