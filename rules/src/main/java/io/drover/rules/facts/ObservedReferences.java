package io.drover.rules.facts;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

/** The references of a world that follows a stream; owned by one thread. */
class ObservedReferences implements References {
  private final KeyedFacts<OwnerFact> owners = new KeyedFacts<>();
  private final KeyedFacts<ClaimFact> claims = new KeyedFacts<>();
  private final KeyedFacts<VolumeFact> volumes = new KeyedFacts<>();
  private final KeyedFacts<StorageClassFact> storageClasses = new KeyedFacts<>();
  private final KeyedFacts<CsiNodeFact> csiNodes = new KeyedFacts<>();
  private final KeyedFacts<CsiDriverFact> csiDrivers = new KeyedFacts<>();
  private final KeyedFacts<NamespaceFact> namespaces = new KeyedFacts<>();
  private final KeyedFacts<PriorityClassFact> priorityClasses = new KeyedFacts<>();

  final void put(ReferencedFact fact) {
    switch (fact) {
      case OwnerFact owner -> owners.put(owner);
      case ClaimFact claim -> claims.put(claim);
      case VolumeFact volume -> volumes.put(volume);
      case StorageClassFact storageClass -> storageClasses.put(storageClass);
      case CsiNodeFact node -> csiNodes.put(node);
      case CsiDriverFact driver -> csiDrivers.put(driver);
      case NamespaceFact namespace -> namespaces.put(namespace);
      case PriorityClassFact priorityClass -> priorityClasses.put(priorityClass);
    }
  }

  /** Keys are unique over all kinds. */
  final void dropReferenced(FactKey key) {
    owners.drop(key);
    claims.drop(key);
    volumes.drop(key);
    storageClasses.drop(key);
    csiNodes.drop(key);
    csiDrivers.drop(key);
    namespaces.drop(key);
    priorityClasses.drop(key);
  }

  @Override
  public final Optional<OwnerFact> owner(String namespace, Owner named) {
    return Arrays.stream(OwnerFact.Kind.values())
        .filter(kind -> kind.text().equals(named.kind()))
        .findFirst()
        .flatMap(kind -> owners.get(kind.key(namespace, named.name())))
        .filter(owner -> owner.uid().equals(named.uid()));
  }

  @Override
  public final Collection<OwnerFact> owners() {
    return owners.all();
  }

  @Override
  public final Optional<ClaimFact> claim(String namespace, String name) {
    return claims.get(ClaimFact.key(namespace, name));
  }

  @Override
  public final Collection<ClaimFact> claims() {
    return claims.all();
  }

  @Override
  public final Optional<VolumeFact> volume(String name) {
    return volumes.get(VolumeFact.key(name));
  }

  @Override
  public final Collection<VolumeFact> volumes() {
    return volumes.all();
  }

  @Override
  public final Optional<StorageClassFact> storageClass(String name) {
    return storageClasses.get(StorageClassFact.key(name));
  }

  @Override
  public final Collection<StorageClassFact> storageClasses() {
    return storageClasses.all();
  }

  @Override
  public final Optional<CsiNodeFact> csiNode(NodeName node) {
    return csiNodes.get(CsiNodeFact.key(node));
  }

  @Override
  public final Collection<CsiNodeFact> csiNodes() {
    return csiNodes.all();
  }

  @Override
  public final Optional<CsiDriverFact> csiDriver(String name) {
    return csiDrivers.get(CsiDriverFact.key(name));
  }

  @Override
  public final Collection<CsiDriverFact> csiDrivers() {
    return csiDrivers.all();
  }

  @Override
  public final Optional<NamespaceFact> namespace(String name) {
    return namespaces.get(NamespaceFact.key(name));
  }

  @Override
  public final Collection<NamespaceFact> namespaces() {
    return namespaces.all();
  }

  @Override
  public final Optional<PriorityClassFact> priorityClass(String name) {
    return priorityClasses.get(PriorityClassFact.key(name));
  }

  @Override
  public final Collection<PriorityClassFact> priorityClasses() {
    return priorityClasses.all();
  }
}
