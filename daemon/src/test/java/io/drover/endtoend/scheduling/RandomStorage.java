package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Storage classes, volumes, claims and CSI drivers of a cluster. */
final class RandomStorage {
  private static final List<String> MODES =
      List.of("ReadWriteOnce", "ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod");
  private static final int CLAIMS_OF_NAMESPACE = 5;
  private static final String A_DRIVER = "a.csi.example.com";
  private static final String B_DRIVER = "b.csi.example.com";
  private static final String STATIC = "static";
  private static final String OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
  private static final String OLD_REGION = "failure-domain.beta.kubernetes.io/region";

  private final Dice dice;
  private final List<String> nodes;
  private final List<Map<String, Object>> claims = new ArrayList<>();
  private final List<Map<String, Object>> volumes = new ArrayList<>();
  private int sizes;

  RandomStorage(Dice dice, List<String> nodes) {
    this.dice = dice;
    this.nodes = nodes;
    for (String namespace : RandomCluster.NAMESPACES) {
      claimsOf(namespace).forEach(name -> addClaim(namespace, name));
    }
    for (int i = dice.between(0, 4); i > 0; i--) {
      volumes.add(volume("free" + i, size(), STATIC, null));
    }
  }

  /** Names of the claims of a namespace. */
  List<String> claimsOf(String namespace) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < CLAIMS_OF_NAMESPACE; i++) {
      names.add(namespace + "-" + i);
    }
    return names;
  }

  List<Map<String, Object>> claims() {
    return claims;
  }

  List<Map<String, Object>> volumes() {
    return volumes;
  }

  List<Map<String, Object>> classes() {
    boolean choosy = dice.chance(60);
    Map<String, Object> here =
        Tree.of(
            "matchLabelExpressions",
            List.of(
                Tree.of(
                    "key",
                    RandomNodes.ZONE,
                    "values",
                    dice.some(dice.between(1, 2), RandomNodes.ZONES))));
    return List.of(
        storageClass("late", A_DRIVER, true, choosy ? List.of(here) : null),
        storageClass("early", B_DRIVER, false, null),
        storageClass(STATIC, "kubernetes.io/no-provisioner", true, null));
  }

  /** One driver has a limit on most nodes; some nodes have not registered any driver. */
  List<Map<String, Object>> csiNodes() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String node : nodes) {
      if (dice.chance(85)) {
        List<Map<String, Object>> drivers = new ArrayList<>();
        drivers.add(driver(A_DRIVER, node, 85));
        for (String other : List.of(B_DRIVER, "ebs.csi.aws.com", "pd.csi.storage.gke.io")) {
          if (dice.chance(50)) {
            drivers.add(driver(other, node, 40));
          }
        }
        Map<String, Object> made =
            object("storage.k8s.io/v1", "CSINode", node, "spec", Tree.of("drivers", drivers));
        announceMigration(made);
        all.add(made);
      }
    }
    return all;
  }

  /** Most nodes say that drivers serve Kubernetes' own kinds of volumes there, some of one only. */
  private void announceMigration(Map<String, Object> csiNode) {
    String plugins =
        dice.pick(
            List.of(
                "",
                "kubernetes.io/aws-ebs",
                "kubernetes.io/gce-pd",
                "kubernetes.io/aws-ebs,kubernetes.io/gce-pd",
                "kubernetes.io/aws-ebs,kubernetes.io/azure-disk,kubernetes.io/gce-pd"));
    if (!plugins.isEmpty()) {
      annotate(csiNode, "storage.alpha.kubernetes.io/migrated-plugins", plugins);
    }
  }

  private Map<String, Object> driver(String name, String node, int percentLimited) {
    Map<String, Object> count =
        dice.chance(percentLimited) ? Tree.of("count", dice.between(0, 2)) : null;
    return Tree.of("name", name, "nodeID", node, "allocatable", count);
  }

  List<Map<String, Object>> csiDrivers() {
    return List.of(
        object(
            "storage.k8s.io/v1", "CSIDriver", A_DRIVER, "spec", Tree.of("attachRequired", true)));
  }

  /** The claim of a generic ephemeral volume, which the pod owns; few are not made for it. */
  void addEphemeral(Map<String, Object> pod, String volume) {
    String name = pod.get("name") + "-" + volume;
    Map<String, Object> claim = claim(String.valueOf(pod.get("namespace")), name, "late");
    if (dice.chance(90)) {
      RandomPods.part(claim, "metadata")
          .put(
              "ownerReferences",
              List.of(
                  Tree.of(
                      "apiVersion",
                      "v1",
                      "kind",
                      "Pod",
                      "name",
                      pod.get("name"),
                      "uid",
                      dice.chance(90) ? pod.get("uid") : "u-of-another",
                      "controller",
                      dice.chance(90) ? true : null)));
    }
    claims.add(claim);
  }

  /** Most are bound; others wait for their pod, for a volume, or have lost theirs. */
  private void addClaim(String namespace, String name) {
    int kind = dice.between(0, 99);
    if (kind < 55) {
      bind(claim(namespace, name, dice.pick(List.of("late", "early", STATIC))), dice.chance(97));
    } else if (kind < 70) {
      Map<String, Object> claim = claim(namespace, name, "late");
      if (dice.chance(20)) {
        annotate(claim, "volume.kubernetes.io/selected-node", dice.pick(nodes));
      }
      claims.add(claim);
    } else if (kind < 88) {
      claims.add(claim(namespace, name, STATIC));
    } else if (kind < 91) {
      claims.add(claim(namespace, name, "early"));
    } else if (kind < 93) {
      claims.add(claim(namespace, name, dice.pick(List.of("", "unknown"))));
    } else if (kind < 95) {
      Map<String, Object> claim = claim(namespace, name, "late");
      RandomPods.part(claim, "spec").put("volumeName", "pv-" + name);
      claims.add(claim);
    } else if (kind < 97) {
      Map<String, Object> claim = claim(namespace, name, "late");
      RandomPods.part(claim, "metadata").put("deletionTimestamp", RandomPods.THEN);
      RandomPods.part(claim, "metadata").put("finalizers", List.of("kubernetes.io/pvc-protection"));
      claims.add(claim);
    } else if (kind < 99) {
      Map<String, Object> claim = claim(namespace, name, "late");
      RandomPods.part(claim, "spec").put("volumeName", "pv-" + name);
      annotate(claim, "pv.kubernetes.io/bind-completed", "yes");
      claim.put("status", Tree.of("phase", "Lost"));
      claims.add(claim);
    }
  }

  private void bind(Map<String, Object> claim, boolean volumeThere) {
    Map<String, Object> metadata = RandomPods.part(claim, "metadata");
    Map<String, Object> spec = RandomPods.part(claim, "spec");
    String volume = "pv-" + metadata.get("name");
    spec.put("volumeName", volume);
    annotate(claim, "pv.kubernetes.io/bind-completed", "yes");
    claim.put("status", Tree.of("phase", "Bound"));
    claims.add(claim);
    if (volumeThere) {
      Map<String, Object> reference =
          Tree.of(
              "kind",
              "PersistentVolumeClaim",
              "namespace",
              metadata.get("namespace"),
              "name",
              metadata.get("name"),
              "uid",
              metadata.get("uid"));
      volumes.add(volume(volume, size(), String.valueOf(spec.get("storageClassName")), reference));
    }
  }

  /** No two are of one size, so that there is never a tie which volume a claim takes. */
  private String size() {
    return ++sizes + "Gi";
  }

  private Map<String, Object> claim(String namespace, String name, String storageClass) {
    Map<String, Object> claim =
        object(
            "v1",
            "PersistentVolumeClaim",
            name,
            "spec",
            Tree.of(
                "accessModes",
                List.of(dice.pick(MODES)),
                "storageClassName",
                storageClass,
                "resources",
                Tree.of("requests", Tree.of("storage", dice.between(1, 12) + "Gi")),
                "selector",
                storageClass.equals(STATIC) && dice.chance(20)
                    ? Tree.of("matchLabels", Tree.of("kind", dice.pick(List.of("x", "y"))))
                    : null));
    RandomPods.part(claim, "metadata").put("namespace", namespace);
    claim.put("status", Tree.of("phase", "Pending"));
    return claim;
  }

  private static void annotate(Map<String, Object> object, String key, String value) {
    RandomPods.part(RandomPods.part(object, "metadata"), "annotations").put(key, value);
  }

  private Map<String, Object> volume(
      String name, String size, String storageClass, @Nullable Map<String, Object> claim) {
    Map<String, Object> volume =
        object(
            "v1",
            "PersistentVolume",
            name,
            "spec",
            Tree.of(
                "capacity",
                Tree.of("storage", size),
                "accessModes",
                List.of("ReadWriteOnce", "ReadWriteMany", "ReadWriteOncePod"),
                "storageClassName",
                storageClass,
                "claimRef",
                claim,
                "nodeAffinity",
                dice.chance(30) ? affinity() : null));
    RandomPods.part(volume, "spec").putAll(source(name));
    volume.put("status", Tree.of("phase", claim == null ? "Available" : "Bound"));
    RandomPods.part(volume, "metadata").put("labels", volumeLabels());
    return volume;
  }

  /** Of a driver, or a kind of Kubernetes' own that a driver serves. */
  private Map<String, Object> source(String name) {
    if (dice.chance(20)) {
      String zone = dice.pick(List.of("", "aws:///vol-", "aws://a/vol-"));
      return Tree.of("awsElasticBlockStore", Tree.of("volumeID", zone + handle(name)));
    }
    if (dice.chance(15)) {
      return Tree.of("gcePersistentDisk", Tree.of("pdName", handle(name)));
    }
    String driver = dice.pick(List.of(A_DRIVER, A_DRIVER, A_DRIVER, B_DRIVER, "ebs.csi.aws.com"));
    return Tree.of("csi", Tree.of("driver", driver, "volumeHandle", handle(name)));
  }

  /** Few volumes are one and the same disk. */
  private String handle(String name) {
    return dice.chance(90) ? "h-" + name : "h-shared";
  }

  private Map<String, Object> volumeLabels() {
    return Tree.of(
        RandomNodes.ZONE,
        dice.pickOrNull(50, List.of("a", "b", "a__b", "b__c")),
        RandomNodes.REGION,
        dice.pickOrNull(85, List.of("r1", "r2")),
        OLD_ZONE,
        dice.pickOrNull(95, List.of("a", "c")),
        "kind",
        dice.pickOrNull(50, List.of("x", "y")));
  }

  /** Of a zone, also by old names, of hosts, or of a zone and a region. */
  private Map<String, Object> affinity() {
    List<Map<String, Object>> terms = new ArrayList<>();
    for (int i = dice.chance(80) ? 1 : 2; i > 0; i--) {
      List<Map<String, Object>> expressions = new ArrayList<>();
      if (dice.chance(60)) {
        expressions.add(in(dice.chance(80) ? RandomNodes.ZONE : OLD_ZONE, RandomNodes.ZONES));
      } else {
        expressions.add(in(RandomNodes.HOST_NAME, nodes));
      }
      if (dice.chance(15)) {
        expressions.add(in(dice.chance(50) ? RandomNodes.REGION : OLD_REGION, List.of("r1", "r2")));
      }
      terms.add(Tree.of("matchExpressions", expressions));
    }
    return Tree.of("required", Tree.of("nodeSelectorTerms", terms));
  }

  private Map<String, Object> in(String key, List<String> values) {
    return Tree.of("key", key, "operator", "In", "values", dice.some(dice.between(1, 3), values));
  }

  private static Map<String, Object> storageClass(
      String name, String provisioner, boolean late, @Nullable List<Map<String, Object>> where) {
    Map<String, Object> made = object("storage.k8s.io/v1", "StorageClass", name, "", null);
    made.put("provisioner", provisioner);
    made.put("volumeBindingMode", late ? "WaitForFirstConsumer" : "Immediate");
    if (where != null) {
      made.put("allowedTopologies", where);
    }
    return made;
  }

  private static Map<String, Object> object(
      String version, String kind, String name, String part, @Nullable Map<String, Object> body) {
    Map<String, Object> metadata =
        Tree.of(
            "name",
            name,
            "uid",
            "u-" + name,
            "resourceVersion",
            "1",
            "creationTimestamp",
            RandomPods.THEN);
    return Tree.of("apiVersion", version, "kind", kind, "metadata", metadata, part, body);
  }
}
