package io.drover.rules.scheduling;

import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which CSI driver serves volumes of Kubernetes' own kinds (csi-translation-lib). Handles are not
 * translated: a disk that is reached both in-tree and by its driver's name counts twice.
 */
final class CsiMigration {
  private static final String EBS = "ebs.csi.aws.com";
  private static final String GCE = "pd.csi.storage.gke.io";
  private static final String AZURE = "disk.csi.azure.com";
  private static final String CINDER = "cinder.csi.openstack.org";
  private static final String PORTWORX = "pxd.portworx.com";

  private static final Map<String, String> BY_FIELD =
      Map.of(
          "awsElasticBlockStore", EBS,
          "gcePersistentDisk", GCE,
          "azureDisk", AZURE,
          "cinder", CINDER,
          "portworxVolume", PORTWORX);

  private static final Map<String, String> BY_PROVISIONER =
      Map.of(
          "kubernetes.io/aws-ebs", EBS,
          "kubernetes.io/gce-pd", GCE,
          "kubernetes.io/azure-disk", AZURE,
          "kubernetes.io/cinder", CINDER,
          "kubernetes.io/portworx-volume", PORTWORX);

  /** These have drivers too, but NodeVolumeLimits does not count them. */
  private static final Set<String> NOT_COUNTED =
      Set.of("kubernetes.io/azure-file", "kubernetes.io/vsphere-volume");

  private CsiMigration() {}

  /** What the volume is to its driver, null where no driver's volumes are counted. */
  static @Nullable Attachment of(VolumeFact volume) {
    return switch (volume.source()) {
      case VolumeFact.Source.Csi(String driver, String handle) -> of(driver, handle);
      case VolumeFact.Source.InTree(String kind) -> ofField(kind, "volume " + volume.name());
    };
  }

  /** The same of a volume that is still to be made. */
  static @Nullable Attachment of(StorageClassFact storageClass, String handle) {
    String provisioner = storageClass.provisioner();
    return NOT_COUNTED.contains(provisioner)
        ? null
        : of(BY_PROVISIONER.getOrDefault(provisioner, provisioner), handle);
  }

  /** The same of a volume that a field of a spec describes. */
  static @Nullable Attachment ofField(String kind, String handle) {
    return of(BY_FIELD.getOrDefault(kind, ""), handle);
  }

  private static @Nullable Attachment of(String driver, String handle) {
    return driver.isEmpty() || handle.isEmpty() ? null : new Attachment(driver, handle);
  }
}
