package io.drover.rules.scheduling;

import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which CSI driver serves volumes of Kubernetes' own kinds, and by which name it knows them
 * (csi-translation-lib). What cannot be translated is not counted.
 */
final class CsiMigration {
  private static final String EBS = "ebs.csi.aws.com";
  private static final String GCE = "pd.csi.storage.gke.io";
  private static final String AZURE = "disk.csi.azure.com";
  private static final String CINDER = "cinder.csi.openstack.org";
  private static final String PORTWORX = "pxd.portworx.com";

  private static final String UNSPECIFIED = "UNSPECIFIED";
  private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";

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
      case VolumeFact.Source.InTree(String kind, String id) ->
          of(BY_FIELD.getOrDefault(kind, ""), handle(kind, id, volume.place().zoneLabels()));
    };
  }

  /** The same of a volume that is still to be made. */
  static @Nullable Attachment of(StorageClassFact storageClass, String handle) {
    String provisioner = storageClass.provisioner();
    return NOT_COUNTED.contains(provisioner)
        ? null
        : of(BY_PROVISIONER.getOrDefault(provisioner, provisioner), handle);
  }

  /** The same of a volume that a field of a pod's spec describes. */
  static @Nullable Attachment ofField(String kind, String id) {
    return of(BY_FIELD.getOrDefault(kind, ""), handle(kind, id, Map.of()));
  }

  private static @Nullable Attachment of(String driver, String handle) {
    return driver.isEmpty() || handle.isEmpty() ? null : new Attachment(driver, handle);
  }

  /** The driver's name of the disk, empty where it has none. */
  private static String handle(String kind, String id, Map<String, String> labels) {
    return switch (kind) {
      case "awsElasticBlockStore" -> ebs(id);
      case "gcePersistentDisk" -> id.isEmpty() ? "" : gce(id, labels);
      default -> id;
    };
  }

  private static String ebs(String id) {
    if (!id.startsWith("aws://")) {
      return id;
    }
    String path = id.substring(id.indexOf('/', "aws://".length()) + 1);
    return path.matches("vol-[^/]*") ? path : "";
  }

  /** A disk of several zones is known by their region. */
  private static String gce(String id, Map<String, String> labels) {
    String old = labels.getOrDefault(OLD_ZONE, "");
    String label = old.isEmpty() ? labels.getOrDefault(Templates.ZONE, "") : old;
    String[] zones = label.split("__", -1);
    if (zones.length > 1) {
      String region = region(zones);
      return region.isEmpty()
          ? ""
          : "projects/%s/regions/%s/disks/%s".formatted(UNSPECIFIED, region, id);
    }
    return "projects/%s/zones/%s/disks/%s"
        .formatted(UNSPECIFIED, label.isEmpty() ? UNSPECIFIED : label, id);
  }

  /** Of zones such as {@code europe-west1-b}; empty unless it is one. */
  private static String region(String... zones) {
    Set<String> regions = new HashSet<>();
    for (String zone : zones) {
      regions.add(
          zone.matches("[^-]*-[^-]*-[^-]*") ? zone.substring(0, zone.lastIndexOf('-')) : "");
    }
    return regions.size() == 1 ? regions.iterator().next() : "";
  }
}
