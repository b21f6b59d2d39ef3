package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Names the constraints of a pod that the scheduling model does not know. */
final class NotSimulated {
  private static final String DEFAULT_SCHEDULER = "default-scheduler";

  private NotSimulated() {}

  static Set<String> of(Pod pod) {
    PodSpec spec = pod.getSpec();
    Set<String> names = new TreeSet<>();
    if (claimsDevices(pod)) {
      names.add("resourceClaims");
    }
    if (spec.getSchedulingGroup() != null) {
      names.add("schedulingGroup");
    }
    String scheduler = OrEmpty.text(spec.getSchedulerName());
    if (!scheduler.isEmpty() && !scheduler.equals(DEFAULT_SCHEDULER)) {
      names.add("schedulerName");
    }
    if (!OrEmpty.list(spec.getTolerations()).stream().allMatch(NotSimulated::knownOperator)) {
      names.add("tolerations");
    }
    if (needsFeaturesOfNode(spec)) {
      names.add("nodeDeclaredFeatures");
    }
    List<Volume> volumes = OrEmpty.list(spec.getVolumes());
    if (volumes.stream().anyMatch(NotSimulated::countedInWaysNotKnown)) {
      names.add("volumes.inTree");
    }
    boolean nameless = pod.getMetadata().getName() == null;
    if (nameless && volumes.stream().anyMatch(volume -> volume.getEphemeral() != null)) {
      names.add("volumes.ephemeral");
    }
    return names;
  }

  static boolean knownOperator(Toleration toleration) {
    return switch (OrEmpty.text(toleration.getOperator())) {
      case "", "Equal", "Exists" -> true;
      default -> false;
    };
  }

  /** By itself, or because the scheduler found its extended resource in a device class. */
  private static boolean claimsDevices(Pod pod) {
    return !OrEmpty.list(pod.getSpec().getResourceClaims()).isEmpty()
        || (pod.getStatus() != null && pod.getStatus().getExtendedResourceClaimStatus() != null);
  }

  /** What only some kubelets can do, and say so in their Node (NodeDeclaredFeatures plugin). */
  private static boolean needsFeaturesOfNode(PodSpec spec) {
    boolean restartsAll =
        Stream.of(spec.getContainers(), spec.getInitContainers())
            .flatMap(containers -> OrEmpty.<Container>list(containers).stream())
            .flatMap(container -> OrEmpty.list(container.getRestartPolicyRules()).stream())
            .anyMatch(rule -> "RestartAllContainers".equals(rule.getAction()));
    return restartsAll
        || (Boolean.TRUE.equals(spec.getHostNetwork())
            && Boolean.FALSE.equals(spec.getHostUsers()));
  }

  /**
   * Whether NodeVolumeLimits may count it under a name that only the driver's own translation
   * knows. Azure's file shares are not among them: their driver sets no limit.
   */
  private static boolean countedInWaysNotKnown(Volume volume) {
    return volume.getAzureDisk() != null
        || volume.getCinder() != null
        || volume.getVsphereVolume() != null
        || volume.getPortworxVolume() != null;
  }
}
