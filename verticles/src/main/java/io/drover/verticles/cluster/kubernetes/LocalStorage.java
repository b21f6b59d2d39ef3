package io.drover.verticles.cluster.kubernetes;

import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;

/** Whether a pod keeps data on its node, as the Cluster Autoscaler sees it. */
final class LocalStorage {
  /** Names of volumes, separated by commas, whose loss does not matter. */
  private static final String SAFE_VOLUMES =
      "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";

  private LocalStorage() {}

  static boolean kept(PodSpec spec, Map<String, String> annotations) {
    List<String> safe =
        List.of(OrEmpty.text(annotations.get(SAFE_VOLUMES)).strip().split("\\s*,\\s*", -1));
    return OrEmpty.list(spec.getVolumes()).stream()
        .filter(volume -> !safe.contains(volume.getName()))
        .anyMatch(LocalStorage::onNode);
  }

  private static boolean onNode(Volume volume) {
    boolean onDisk =
        volume.getEmptyDir() != null && !"Memory".equals(volume.getEmptyDir().getMedium());
    return onDisk || volume.getHostPath() != null;
  }
}
