package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.VolumeFact;
import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeSpec;
import io.fabric8.kubernetes.api.model.VolumeNodeAffinity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A PersistentVolume as a fact. */
final class VolumeProjection {
  /** The labels of a volume that the scheduler's VolumeZone compares with a node's. */
  private static final Set<String> ZONES =
      Set.of(
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region");

  private VolumeProjection() {}

  static VolumeFact fact(PersistentVolume volume) {
    ObjectMeta meta = volume.getMetadata();
    PersistentVolumeSpec spec =
        volume.getSpec() == null ? new PersistentVolumeSpec() : volume.getSpec();
    Map<String, String> zones = new HashMap<>(OrEmpty.map(meta.getLabels()));
    zones.keySet().retainAll(ZONES);
    String storageClass =
        OrEmpty.text(ClaimProjection.storageClass(meta, spec.getStorageClassName()));
    return new VolumeFact(
        meta.getName(),
        meta.getUid(),
        new VolumeFact.Place(affinity(spec.getNodeAffinity()), zones),
        storageClass.isEmpty() ? null : storageClass,
        Quantities.storage(spec.getCapacity()),
        ClaimProjection.accessModes(spec.getAccessModes()),
        source(spec),
        claim(spec.getClaimRef()),
        supply(volume, spec));
  }

  /** Labels are kept only as long as a claim's selector may look at them. */
  private static VolumeFact.Supply supply(PersistentVolume volume, PersistentVolumeSpec spec) {
    ObjectMeta meta = volume.getMetadata();
    String phase = volume.getStatus() == null ? null : volume.getStatus().getPhase();
    return new VolumeFact.Supply(
        spec.getClaimRef() == null ? OrEmpty.map(meta.getLabels()) : Map.of(),
        ClaimProjection.block(spec.getVolumeMode()),
        OrEmpty.text(spec.getVolumeAttributesClassName()),
        "Available".equals(phase),
        meta.getDeletionTimestamp() != null);
  }

  private static List<SelectorTerm> affinity(@Nullable VolumeNodeAffinity affinity) {
    NodeSelector required = affinity == null ? null : affinity.getRequired();
    return required == null ? List.of() : Selectors.terms(required.getNodeSelectorTerms());
  }

  private static VolumeFact.Source source(PersistentVolumeSpec spec) {
    if (spec.getCsi() != null) {
      return new VolumeFact.Source.Csi(
          OrEmpty.text(spec.getCsi().getDriver()), OrEmpty.text(spec.getCsi().getVolumeHandle()));
    }
    Map<String, @Nullable Object> kinds = new LinkedHashMap<>();
    kinds.put("awsElasticBlockStore", spec.getAwsElasticBlockStore());
    kinds.put("gcePersistentDisk", spec.getGcePersistentDisk());
    kinds.put("azureDisk", spec.getAzureDisk());
    kinds.put("azureFile", spec.getAzureFile());
    kinds.put("cinder", spec.getCinder());
    kinds.put("vsphereVolume", spec.getVsphereVolume());
    kinds.put("portworxVolume", spec.getPortworxVolume());
    kinds.put("rbd", spec.getRbd());
    kinds.put("cephfs", spec.getCephfs());
    kinds.put("iscsi", spec.getIscsi());
    kinds.put("fc", spec.getFc());
    kinds.put("nfs", spec.getNfs());
    kinds.put("local", spec.getLocal());
    kinds.put("hostPath", spec.getHostPath());
    kinds.put("flexVolume", spec.getFlexVolume());
    return new VolumeFact.Source.InTree(
        kinds.entrySet().stream()
            .filter(kind -> kind.getValue() != null)
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("unknown"),
        OrEmpty.text(id(spec)));
  }

  /** Of the kinds that CSI drivers serve, as csi-translation-lib names them. */
  private static @Nullable String id(PersistentVolumeSpec spec) {
    if (spec.getAwsElasticBlockStore() != null) {
      return spec.getAwsElasticBlockStore().getVolumeID();
    }
    if (spec.getGcePersistentDisk() != null) {
      return spec.getGcePersistentDisk().getPdName();
    }
    if (spec.getAzureDisk() != null) {
      String kind = OrEmpty.text(spec.getAzureDisk().getKind());
      boolean managed = kind.isEmpty() || kind.equalsIgnoreCase("Managed");
      return managed ? spec.getAzureDisk().getDiskURI() : null;
    }
    if (spec.getCinder() != null) {
      return spec.getCinder().getVolumeID();
    }
    return spec.getPortworxVolume() == null ? null : spec.getPortworxVolume().getVolumeID();
  }

  private static VolumeFact.@Nullable ClaimRef claim(@Nullable ObjectReference claim) {
    return claim == null
        ? null
        : new VolumeFact.ClaimRef(
            OrEmpty.text(claim.getNamespace()), OrEmpty.text(claim.getName()), claim.getUid());
  }
}
