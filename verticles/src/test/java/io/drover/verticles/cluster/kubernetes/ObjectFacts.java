package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Fact;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.StorageClass;

/** The objects that are decided by, as the facts that the watches make of them. */
public final class ObjectFacts {
  private ObjectFacts() {}

  /** Of an object as an API server would send it, in JSON or YAML. */
  public static Fact of(Class<? extends HasMetadata> type, String text) {
    return of(ObjectYaml.read(type, text));
  }

  public static Fact of(HasMetadata object) {
    return switch (object) {
      case Node node -> NodeProjection.fact(node);
      case Pod pod -> PodProjection.fact(pod);
      case PodDisruptionBudget budget -> BudgetProjection.fact(budget);
      case ReplicaSet set -> OwnerProjection.fact(set);
      case StatefulSet set -> OwnerProjection.fact(set);
      case ReplicationController set -> OwnerProjection.fact(set);
      case Job job -> OwnerProjection.fact(job);
      case Namespace namespace -> NamespaceProjection.fact(namespace);
      case PersistentVolumeClaim claim -> ClaimProjection.fact(claim);
      case PersistentVolume volume -> VolumeProjection.fact(volume);
      case StorageClass storageClass -> StorageProjection.storageClass(storageClass);
      case CSINode node -> StorageProjection.node(node);
      case CSIDriver driver -> StorageProjection.driver(driver);
      default -> throw new IllegalArgumentException("no fact is made of " + object.getKind());
    };
  }
}
