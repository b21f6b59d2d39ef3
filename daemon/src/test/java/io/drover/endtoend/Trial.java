package io.drover.endtoend;

import io.drover.endtoend.scheduling.Scenario;
import io.drover.ground.Await;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One scenario on the real control plane: brought to life, watched to its end, and cleared away.
 */
final class Trial {
  private static final Duration READY = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofMinutes(3);

  private final Cluster cluster;
  private final DroverUnderTest drover;
  private final CloudWitness cloud;
  private final Purchases purchases;

  Trial(Cluster cluster, DroverUnderTest drover, CloudWitness cloud) {
    this.cluster = cluster;
    this.drover = drover;
    this.cloud = cloud;
    this.purchases = new Purchases(drover);
  }

  /** Carries it out until nothing more happens. */
  Outcome run(Scenario scenario) {
    purchases.look().forget();
    set(scenario);
    create(scenario.waiting());
    Course course = new Course();
    try {
      Await.until(
          END,
          scenario.name() + " to come to rest",
          () -> course.isOver(glance(), purchases.look()));
    } catch (AssertionError late) {
      throw new AssertionError(scenario.name() + ": " + course, late);
    }
    return new Outcome(scenario, course, purchases.perPod(), roundsByNode(), leftOver(scenario));
  }

  /** Nodes with their pods, and groups, as they are before any pod waits. */
  private void set(Scenario scenario) {
    create(scenario.nodes());
    Set<String> names = names(scenario.nodes());
    Await.until(
        READY,
        "nodes of " + scenario.name() + " to be ready",
        () ->
            cluster.nodes().stream()
                    .filter(node -> names.contains(node.getMetadata().getName()))
                    .filter(Trial::ready)
                    .count()
                == names.size());
    create(scenario.standing());
    create(scenario.groups());
    Await.until(
        READY,
        "the daemon to know the groups of " + scenario.name(),
        () -> drover.tells("prod").groups().size() == scenario.groups().size());
  }

  private void create(List<Map<String, Object>> objects) {
    KubernetesClient client = cluster.plane().client();
    objects.forEach(object -> client.resource(Serialization.asJson(object)).create());
  }

  private static Set<String> names(List<Map<String, Object>> objects) {
    Set<String> names = new HashSet<>();
    for (Map<String, Object> object : objects) {
      names.add(part(object, "metadata", "name"));
    }
    return names;
  }

  /** A text within a part of the object, empty where there is none. */
  private static String part(Map<String, Object> object, String part, String key) {
    return object.get(part) instanceof Map<?, ?> within && within.get(key) instanceof String text
        ? text
        : "";
  }

  private static boolean ready(Node node) {
    return node.getStatus().getConditions().stream()
            .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"))
        && node.getSpec().getTaints().stream()
            .noneMatch(taint -> taint.getKey().equals("node.kubernetes.io/not-ready"));
  }

  private Glance glance() {
    List<Pod> pods = cluster.plane().client().pods().inNamespace("default").list().getItems();
    return Glance.of(pods, drover.tells("prod"));
  }

  /** In which purchase each bought node came; zero for one that no plan known here bought. */
  private Map<String, Integer> roundsByNode() {
    Map<String, Integer> rounds = new HashMap<>();
    for (GenericKubernetesResource record : records()) {
      Map<String, Object> object = record.getAdditionalProperties();
      rounds.put(
          part(object, "status", "nodeName"),
          purchases.plans().indexOf(part(object, "spec", "planId")) + 1);
    }
    return rounds;
  }

  private List<GenericKubernetesResource> records() {
    return cluster
        .plane()
        .client()
        .genericKubernetesResources("drover.dev/v1alpha1", "ManagedNode")
        .list()
        .getItems();
  }

  /** Nodes beyond those of the scenario, machines and records, where these are not as many. */
  private String leftOver(Scenario scenario) {
    int nodes = cluster.nodes().size() - scenario.nodes().size();
    int machines = cloud.machines().size();
    int records = records().size();
    return nodes == machines && machines == records
        ? ""
        : "%d nodes, %d machines, %d records".formatted(nodes, machines, records);
  }

  /** Takes everything away, the bought nodes by their records; nothing may be left. */
  void clear(Scenario scenario) {
    KubernetesClient client = cluster.plane().client();
    client.pods().inNamespace("default").withGracePeriod(0).delete();
    cluster.lines("delete", "managednodes", "--all", "--wait=false");
    Await.until(
        END,
        scenario.name() + " to leave nothing",
        () ->
            records().isEmpty()
                && cloud.machines().isEmpty()
                && cluster.nodes().size() == scenario.nodes().size());
    cluster.lines("delete", "nodegroups", "--all");
    client.nodes().delete();
    Await.until(
        READY,
        "the daemon to have forgotten " + scenario.name(),
        () -> drover.tells("prod").groups().isEmpty() && cluster.nodes().isEmpty());
  }
}
