package io.drover.rules.facts;

import java.util.Collection;
import java.util.Optional;

/**
 * What pods refer to, to be looked up. What is not found is unknown: it does not exist, was not
 * readable, or its kind is not served by the cluster.
 */
public interface References {
  /** The owner that a pod of the namespace names, if its kind is watched and it is still there. */
  Optional<OwnerFact> owner(String namespace, Owner named);

  Collection<OwnerFact> owners();

  Optional<ClaimFact> claim(String namespace, String name);

  Collection<ClaimFact> claims();

  Optional<VolumeFact> volume(String name);

  Collection<VolumeFact> volumes();

  Optional<StorageClassFact> storageClass(String name);

  Collection<StorageClassFact> storageClasses();

  /** The CSI drivers on a node; unknown before one has registered there. */
  Optional<CsiNodeFact> csiNode(NodeName node);

  Collection<CsiNodeFact> csiNodes();

  Optional<CsiDriverFact> csiDriver(String name);

  Collection<CsiDriverFact> csiDrivers();

  Optional<NamespaceFact> namespace(String name);

  Collection<NamespaceFact> namespaces();

  Optional<PriorityClassFact> priorityClass(String name);

  Collection<PriorityClassFact> priorityClasses();
}
