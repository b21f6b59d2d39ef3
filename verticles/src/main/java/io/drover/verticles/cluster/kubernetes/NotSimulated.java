package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Names the constraints of a pod that the scheduling model does not know. */
final class NotSimulated {
  private static final String DEFAULT_SCHEDULER = "default-scheduler";

  private NotSimulated() {}

  static Set<String> of(PodSpec spec) {
    Set<String> names = new TreeSet<>();
    if (OrEmpty.list(spec.getTopologySpreadConstraints()).stream()
        .anyMatch(constraint -> "DoNotSchedule".equals(constraint.getWhenUnsatisfiable()))) {
      names.add("topologySpreadConstraints");
    }
    affinity(spec.getAffinity(), names);
    OrEmpty.list(spec.getVolumes()).stream()
        .map(NotSimulated::binding)
        .filter(kind -> !kind.isEmpty())
        .forEach(kind -> names.add("volumes." + kind));
    if (!OrEmpty.list(spec.getResourceClaims()).isEmpty()) {
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
    return names;
  }

  static boolean knownOperator(Toleration toleration) {
    return switch (OrEmpty.text(toleration.getOperator())) {
      case "", "Equal", "Exists" -> true;
      default -> false;
    };
  }

  private static void affinity(@Nullable Affinity affinity, Set<String> names) {
    if (affinity == null) {
      return;
    }
    if (affinity.getPodAffinity() != null
        && !OrEmpty.list(
                affinity.getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
            .isEmpty()) {
      names.add("podAffinity");
    }
    if (affinity.getPodAntiAffinity() != null
        && !OrEmpty.list(
                affinity.getPodAntiAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
            .isEmpty()) {
      names.add("podAntiAffinity");
    }
  }

  /** The kind of a volume that binds the pod to some nodes, or of which a node takes only some. */
  private static String binding(Volume volume) {
    if (volume.getPersistentVolumeClaim() != null) {
      return "persistentVolumeClaim";
    }
    if (volume.getEphemeral() != null) {
      return "ephemeral";
    }
    if (volume.getCsi() != null) {
      return "csi";
    }
    boolean ofACloud =
        Stream.of(
                volume.getAwsElasticBlockStore(),
                volume.getGcePersistentDisk(),
                volume.getAzureDisk(),
                volume.getCinder(),
                volume.getVsphereVolume(),
                volume.getRbd(),
                volume.getIscsi())
            .anyMatch(source -> source != null);
    return ofACloud ? "inTree" : "";
  }
}
