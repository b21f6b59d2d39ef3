package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.verticles.cluster.kubernetes.WatchedKind.Need;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** The kinds that are watched, all of them in all namespaces. */
final class WatchedKinds {
  private final List<WatchedKind<?>> kinds = new ArrayList<>();

  private WatchedKinds() {}

  static List<WatchedKind<?>> of(KubernetesClient client) {
    WatchedKinds all = new WatchedKinds();
    all.decisive(client);
    all.owners(client);
    all.storage(client);
    all.others(client);
    return List.copyOf(all.kinds);
  }

  private void decisive(KubernetesClient client) {
    add("nodes", FactKey.Kind.NODE, Node::new, client.nodes(), NodeProjection::fact);
    AlikePods alike = new AlikePods();
    add(
        "pods",
        FactKey.Kind.POD,
        Pod::new,
        client.pods().inAnyNamespace(),
        pod -> alike.shared(PodProjection.fact(pod)));
    add(
        "poddisruptionbudgets",
        FactKey.Kind.DISRUPTION_BUDGET,
        PodDisruptionBudget::new,
        client.policy().v1().podDisruptionBudget().inAnyNamespace(),
        BudgetProjection::fact);
    add(
        "daemonsets",
        FactKey.Kind.DAEMON_SET,
        DaemonSet::new,
        client.apps().daemonSets().inAnyNamespace(),
        DaemonSetProjection::fact);
    add(
        "managednodes",
        FactKey.Kind.MANAGED_NODE,
        ManagedNode::new,
        client.resources(ManagedNode.class),
        RecordProjection::fact);
    kinds.add(
        new WatchedKind<>(
            "nodegroups",
            FactKey.Kind.NODE_GROUP,
            NodeGroup::new,
            client.resources(NodeGroup.class),
            GroupProjection::fact,
            Need.THE_KIND));
  }

  private void owners(KubernetesClient client) {
    refer(
        "replicasets",
        FactKey.Kind.REPLICA_SET,
        ReplicaSet::new,
        client.apps().replicaSets().inAnyNamespace(),
        OwnerProjection::fact);
    refer(
        "statefulsets",
        FactKey.Kind.STATEFUL_SET,
        StatefulSet::new,
        client.apps().statefulSets().inAnyNamespace(),
        OwnerProjection::fact);
    refer(
        "jobs",
        FactKey.Kind.JOB,
        Job::new,
        client.batch().v1().jobs().inAnyNamespace(),
        OwnerProjection::fact);
    refer(
        "replicationcontrollers",
        FactKey.Kind.REPLICATION_CONTROLLER,
        ReplicationController::new,
        client.replicationControllers().inAnyNamespace(),
        OwnerProjection::fact);
  }

  private void storage(KubernetesClient client) {
    refer(
        "persistentvolumeclaims",
        FactKey.Kind.CLAIM,
        PersistentVolumeClaim::new,
        client.persistentVolumeClaims().inAnyNamespace(),
        ClaimProjection::fact);
    refer(
        "persistentvolumes",
        FactKey.Kind.VOLUME,
        PersistentVolume::new,
        client.persistentVolumes(),
        VolumeProjection::fact);
    refer(
        "storageclasses",
        FactKey.Kind.STORAGE_CLASS,
        StorageClass::new,
        client.storage().v1().storageClasses(),
        StorageProjection::storageClass);
    refer(
        "csinodes",
        FactKey.Kind.CSI_NODE,
        CSINode::new,
        client.storage().v1().csiNodes(),
        StorageProjection::node);
    refer(
        "csidrivers",
        FactKey.Kind.CSI_DRIVER,
        CSIDriver::new,
        client.storage().v1().csiDrivers(),
        StorageProjection::driver);
  }

  private void others(KubernetesClient client) {
    refer(
        "namespaces",
        FactKey.Kind.NAMESPACE,
        Namespace::new,
        client.namespaces(),
        NamespaceProjection::fact);
    refer(
        "priorityclasses",
        FactKey.Kind.PRIORITY_CLASS,
        PriorityClass::new,
        client.scheduling().v1().priorityClasses(),
        PriorityClassProjection::fact);
  }

  private <T extends HasMetadata> void add(
      String plural,
      FactKey.Kind kind,
      Supplier<T> empty,
      Informable<T> objects,
      Function<T, ? extends Fact> projection) {
    kinds.add(
        new WatchedKind<>(plural, kind, empty, objects, projection, WatchedKind.Need.EVERY_OBJECT));
  }

  private <T extends HasMetadata> void refer(
      String plural,
      FactKey.Kind kind,
      Supplier<T> empty,
      Informable<T> objects,
      Function<T, ? extends Fact> projection) {
    kinds.add(
        new WatchedKind<>(plural, kind, empty, objects, projection, WatchedKind.Need.WHERE_SERVED));
  }
}
