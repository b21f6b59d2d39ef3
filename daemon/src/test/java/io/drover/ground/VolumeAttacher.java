package io.drover.ground;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachment;
import io.fabric8.kubernetes.api.model.storage.VolumeAttachmentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the attach-detach controller and a CSI driver, which kwok's nodes have not: a volume
 * is attached to the node on which a pod uses it, and detached some time after the last such pod is
 * gone.
 */
public final class VolumeAttacher implements AutoCloseable {
  /** The attacher named in the objects it makes; it leaves those of others alone. */
  public static final String DRIVER = "drover.test";

  private static final Duration PERIOD = Duration.ofMillis(200);

  private final KubernetesClient k8s;
  private final Map<Attachment, Long> unusedSinceNanos = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("volume-attacher").factory());
  private volatile Duration detachDelay;
  private volatile @Nullable RuntimeException lastTrouble;

  /** One volume on one node. */
  private record Attachment(String volume, String node) {
    String objectName() {
      return "csi-" + Integer.toHexString(hashCode()) + "-" + volume;
    }
  }

  private VolumeAttacher(KubernetesClient k8s, Duration detachDelay) {
    this.k8s = k8s;
    this.detachDelay = detachDelay;
  }

  /** Starts its thread; the client stays the caller's. */
  public static VolumeAttacher start(KubernetesClient k8s, Duration detachDelay) {
    VolumeAttacher attacher = new VolumeAttacher(k8s, detachDelay);
    ScheduledFuture<?> unused =
        attacher.thread.scheduleWithFixedDelay(
            attacher::reconcile, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
    return attacher;
  }

  /** What went wrong in the last round that failed. */
  public Optional<RuntimeException> lastTrouble() {
    return Optional.ofNullable(lastTrouble);
  }

  /** From now on a volume stays attached this long after its last pod. */
  public void detachDelay(Duration delay) {
    detachDelay = delay;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void reconcile() {
    try {
      Set<Attachment> used = used();
      Map<Attachment, VolumeAttachment> present = present();
      used.stream().filter(a -> !present.containsKey(a)).forEach(this::attach);
      unusedSinceNanos.keySet().removeIf(a -> used.contains(a) || !present.containsKey(a));
      present.keySet().stream().filter(a -> !used.contains(a)).forEach(this::detachWhenDue);
    } catch (RuntimeException again) {
      // The API server may be down on purpose; the next round reads everything anew.
      lastTrouble = again;
    }
  }

  private Set<Attachment> used() {
    Map<String, String> volumeOfClaim =
        k8s.persistentVolumeClaims().inAnyNamespace().list().getItems().stream()
            .filter(claim -> claim.getSpec().getVolumeName() != null)
            .collect(
                Collectors.toMap(VolumeAttacher::key, claim -> claim.getSpec().getVolumeName()));
    return k8s.pods().inAnyNamespace().list().getItems().stream()
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(pod -> !Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase()))
        .flatMap(
            pod ->
                pod.getSpec().getVolumes().stream()
                    .map(volume -> Optional.ofNullable(volumeOfClaim.get(key(pod, volume))))
                    .flatMap(Optional::stream)
                    .map(volume -> new Attachment(volume, pod.getSpec().getNodeName())))
        .collect(Collectors.toSet());
  }

  private Map<Attachment, VolumeAttachment> present() {
    return k8s.storage().v1().volumeAttachments().list().getItems().stream()
        .filter(object -> object.getSpec().getAttacher().equals(DRIVER))
        .collect(
            Collectors.toMap(
                object ->
                    new Attachment(
                        object.getSpec().getSource().getPersistentVolumeName(),
                        object.getSpec().getNodeName()),
                object -> object));
  }

  private void attach(Attachment attachment) {
    VolumeAttachment object =
        new VolumeAttachmentBuilder()
            .withNewMetadata()
            .withName(attachment.objectName())
            .endMetadata()
            .withNewSpec()
            .withAttacher(DRIVER)
            .withNodeName(attachment.node())
            .withNewSource()
            .withPersistentVolumeName(attachment.volume())
            .endSource()
            .endSpec()
            .build();
    VolumeAttachment created = k8s.resource(object).create();
    VolumeAttachment unused =
        k8s.resource(created)
            .editStatus(o -> o.edit().withNewStatus().withAttached(true).endStatus().build());
  }

  private void detachWhenDue(Attachment attachment) {
    long now = System.nanoTime();
    long since = unusedSinceNanos.computeIfAbsent(attachment, first -> now);
    if (now - since >= detachDelay.toNanos()) {
      var unused =
          k8s.storage().v1().volumeAttachments().withName(attachment.objectName()).delete();
    }
  }

  private static String key(PersistentVolumeClaim claim) {
    return claim.getMetadata().getNamespace() + "/" + claim.getMetadata().getName();
  }

  private static String key(Pod pod, Volume volume) {
    String claim =
        volume.getPersistentVolumeClaim() == null
            ? ""
            : volume.getPersistentVolumeClaim().getClaimName();
    return pod.getMetadata().getNamespace() + "/" + claim;
  }
}
