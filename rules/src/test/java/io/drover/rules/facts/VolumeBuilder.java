package io.drover.rules.facts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An available volume of 1 GiB, ReadWriteOnce, of driver {@code csi.example} and no class. */
public final class VolumeBuilder implements FactBuilder {
  private final String name;
  private final List<SelectorTerm> affinity = new ArrayList<>();
  private final Map<String, String> zoneLabels = new HashMap<>();
  private @Nullable String storageClass;
  private @Nullable Long bytes = 1L << 30;
  private Set<AccessMode> modes = Set.of(AccessMode.READ_WRITE_ONCE);
  private VolumeFact.Source source;
  private VolumeFact.@Nullable ClaimRef claim;
  private VolumeFact.Supply supply = VolumeFact.Supply.OPEN;

  private VolumeBuilder(String name) {
    this.name = name;
    this.source = new VolumeFact.Source.Csi("csi.example", "handle-" + name);
  }

  public static VolumeBuilder aVolume(String name) {
    return new VolumeBuilder(name);
  }

  public VolumeBuilder of(String className) {
    storageClass = className;
    return this;
  }

  public VolumeBuilder reachedBy(Requirement... expressions) {
    affinity.add(new SelectorTerm(List.of(expressions), List.of()));
    return this;
  }

  public VolumeBuilder zone(String key, String value) {
    zoneLabels.put(key, value);
    return this;
  }

  public VolumeBuilder holding(@Nullable Long value) {
    bytes = value;
    return this;
  }

  public VolumeBuilder modes(AccessMode... some) {
    modes = Set.of(some);
    return this;
  }

  public VolumeBuilder ofDriver(String driver, String handle) {
    source = new VolumeFact.Source.Csi(driver, handle);
    return this;
  }

  public VolumeBuilder inTree(String field) {
    return inTree(field, "disk-of-" + name);
  }

  public VolumeBuilder inTree(String field, String id) {
    source = new VolumeFact.Source.InTree(field, id);
    return this;
  }

  public VolumeBuilder reservedFor(String namespace, String name, @Nullable String uid) {
    claim = new VolumeFact.ClaimRef(namespace, name, uid);
    return this;
  }

  public VolumeBuilder supplied(VolumeFact.Supply value) {
    supply = value;
    return this;
  }

  public VolumeBuilder labelled(String key, String value) {
    return supplied(new VolumeFact.Supply(Map.of(key, value), false, "", true, false));
  }

  @Override
  public VolumeFact build() {
    return new VolumeFact(
        name,
        "volume-" + name,
        new VolumeFact.Place(affinity, zoneLabels),
        storageClass,
        bytes,
        modes,
        source,
        claim,
        supply);
  }
}
