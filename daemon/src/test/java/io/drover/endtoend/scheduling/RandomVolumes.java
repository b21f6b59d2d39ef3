package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What pods mount: disks that they name themselves, and claims. */
final class RandomVolumes {
  private final Dice dice;
  private final RandomStorage storage;

  RandomVolumes(Dice dice, RandomStorage storage) {
    this.dice = dice;
    this.storage = storage;
  }

  /** Adds volumes to a pod. */
  void mount(Map<String, Object> spec, Map<String, Object> metadata, Set<Feature> features) {
    List<Map<String, Object>> volumes = new ArrayList<>();
    if (dice.chance(10)) {
      volumes.add(Tree.of("name", "scratch", "emptyDir", Tree.of()));
    }
    if (features.contains(Feature.CLAIMS)) {
      String namespace = String.valueOf(metadata.get("namespace"));
      List<String> claims = storage.claimsOf(namespace);
      for (String claim : dice.some(dice.between(1, 2), claims)) {
        volumes.add(
            Tree.of("name", "v-" + claim, "persistentVolumeClaim", Tree.of("claimName", claim)));
      }
      if (dice.chance(3)) {
        volumes.add(
            Tree.of("name", "lost", "persistentVolumeClaim", Tree.of("claimName", "missing")));
      }
      if (dice.chance(10)) {
        volumes.add(Tree.of("name", "own", "ephemeral", Tree.of()));
        if (dice.chance(80)) {
          storage.addEphemeral(metadata, "own");
        }
      }
    }
    if (features.contains(Feature.DISKS)) {
      volumes.add(disk());
    }
    if (!volumes.isEmpty()) {
      spec.put("volumes", volumes);
    }
  }

  private Map<String, Object> disk() {
    String id = dice.pick(List.of("d1", "d2"));
    boolean readOnly = dice.chance(30);
    return switch (dice.between(0, 3)) {
      case 0 ->
          Tree.of("name", "disk", "gcePersistentDisk", Tree.of("pdName", id, "readOnly", readOnly));
      case 1 ->
          Tree.of(
              "name",
              "disk",
              "awsElasticBlockStore",
              Tree.of("volumeID", id, "readOnly", readOnly));
      case 2 ->
          Tree.of(
              "name",
              "disk",
              "iscsi",
              Tree.of("targetPortal", "p", "iqn", id, "lun", 0, "readOnly", readOnly));
      default ->
          Tree.of(
              "name",
              "disk",
              "rbd",
              Tree.of(
                  "monitors",
                  dice.some(dice.between(1, 2), List.of("m1", "m2", "m3")),
                  "pool",
                  dice.pick(List.of("rbd", "other")),
                  "image",
                  id,
                  "readOnly",
                  readOnly));
    };
  }
}
