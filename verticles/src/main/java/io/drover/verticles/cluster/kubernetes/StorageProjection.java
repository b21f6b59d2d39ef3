package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.CsiDriverFact;
import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.StorageClassFact;
import io.fabric8.kubernetes.api.model.TopologySelectorTerm;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSIDriverSpec;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.CSINodeDriver;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Storage classes and CSI drivers as facts. */
final class StorageProjection {
  private static final String STANDARD = "storageclass.kubernetes.io/is-default-class";
  private static final String STANDARD_BEFORE = "storageclass.beta.kubernetes.io/is-default-class";

  /** What the kubelet announces. */
  private static final String MIGRATED_PLUGINS = "storage.alpha.kubernetes.io/migrated-plugins";

  private StorageProjection() {}

  static StorageClassFact storageClass(StorageClass object) {
    Map<String, String> annotations = OrEmpty.map(object.getMetadata().getAnnotations());
    return new StorageClassFact(
        object.getMetadata().getName(),
        OrEmpty.text(object.getProvisioner()),
        binding(object.getVolumeBindingMode()),
        OrEmpty.list(object.getAllowedTopologies()).stream().map(StorageProjection::term).toList(),
        "true".equals(annotations.get(STANDARD))
            || "true".equals(annotations.get(STANDARD_BEFORE)));
  }

  static CsiNodeFact node(CSINode object) {
    Map<String, CsiNodeFact.Driver> drivers = new TreeMap<>();
    List<CSINodeDriver> there = object.getSpec() == null ? null : object.getSpec().getDrivers();
    OrEmpty.list(there)
        .forEach(
            driver ->
                drivers.put(
                    driver.getName(),
                    new CsiNodeFact.Driver(
                        driver.getAllocatable() == null ? null : driver.getAllocatable().getCount(),
                        OrEmpty.list(driver.getTopologyKeys()))));
    return new CsiNodeFact(
        new NodeName(object.getMetadata().getName()), drivers, migratedPlugins(object));
  }

  private static Set<String> migratedPlugins(CSINode object) {
    String names = OrEmpty.map(object.getMetadata().getAnnotations()).get(MIGRATED_PLUGINS);
    return names == null || names.isEmpty()
        ? Set.of()
        : new HashSet<>(List.of(names.split(",", -1)));
  }

  static CsiDriverFact driver(CSIDriver object) {
    CSIDriverSpec spec = object.getSpec() == null ? new CSIDriverSpec() : object.getSpec();
    return new CsiDriverFact(
        object.getMetadata().getName(), spec.getAttachRequired(), spec.getStorageCapacity());
  }

  private static StorageClassFact.@Nullable Binding binding(@Nullable String mode) {
    return switch (OrEmpty.text(mode)) {
      case "" -> null;
      case "Immediate" -> StorageClassFact.Binding.IMMEDIATE;
      case "WaitForFirstConsumer" -> StorageClassFact.Binding.WAIT_FOR_FIRST_CONSUMER;
      default -> throw new Unreadable("volumeBindingMode '" + mode + "' is not known");
    };
  }

  private static SelectorTerm term(TopologySelectorTerm term) {
    return new SelectorTerm(
        OrEmpty.list(term.getMatchLabelExpressions()).stream()
            .map(
                label ->
                    new Requirement(
                        label.getKey(), Requirement.Operator.IN, OrEmpty.list(label.getValues())))
            .toList(),
        List.of());
  }
}
