package io.drover.daemon.http;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Rejection;
import io.drover.verticles.bus.DeskQuestion;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.PolicyState;
import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code drover status} tells: readiness, groups, nodes, and what stays undone and why. */
public record Status(List<Readiness> readiness, Policies policies, Map<String, Cluster> clusters) {
  private static final Duration DEADLINE = Duration.ofSeconds(3);

  public Status {
    readiness = List.copyOf(readiness);
    clusters = Map.copyOf(clusters);
  }

  /**
   * Which policies decide, and what is wrong with the folder as it is.
   *
   * @param folder version of the folder as it is
   * @param held what the folder waits for, empty if for nothing
   * @param pinned whether the version was chosen by hand
   */
  public record Policies(
      String version, List<String> problems, String folder, String held, boolean pinned) {}

  /**
   * One cluster.
   *
   * @param owner whether the member that says this owns it
   * @param saidBy the member that says this
   * @param unanswered why the owner could not be asked, empty where it was or need not be
   */
  public record Cluster(
      boolean owner,
      String holder,
      @Nullable Double viewAgeSeconds,
      @Nullable Instant nextWake,
      List<Group> groups,
      List<Node> nodes,
      List<Undone> undone,
      String saidBy,
      String unanswered) {
    Cluster unanswered(String why) {
      return new Cluster(
          owner, holder, viewAgeSeconds, nextWake, groups, nodes, undone, saidBy, why);
    }
  }

  /** One node group. */
  public record Group(
      String name, String provider, String mode, int min, int max, int current, int ready) {}

  /** One managed node. */
  public record Node(
      String name,
      String group,
      String offering,
      String pricePerHour,
      String phase,
      Instant since,
      @Nullable String providerId,
      @Nullable String failure) {}

  /** What was not done. */
  public record Undone(String subject, String alternative, String reason, String detail) {}

  /** With what each cluster's owner says of it; where that does not answer, it is told. */
  static Future<Status> of(Desk desk) {
    TreeMap<String, Cluster> clusters = new TreeMap<>();
    List<Future<?>> all = new ArrayList<>();
    for (ClusterDesk cluster : desk.clusters()) {
      all.add(
          desk.word(cluster, DeskQuestion.of("status", ""), DEADLINE)
              .onSuccess(
                  reply -> clusters.put(cluster.name(), told(cluster, desk.member(), reply))));
    }
    return Future.join(all).map(told -> of(desk, clusters));
  }

  private static Cluster told(ClusterDesk cluster, String self, Reply reply) {
    try {
      if (reply.ok()) {
        return Json.mapper().readValue(reply.body().getBytes(), Cluster.class);
      }
      String why = Json.mapper().readTree(reply.body().getBytes()).path("error").asText();
      return cluster(cluster, self).unanswered(why);
    } catch (IOException unreadable) {
      return cluster(cluster, self).unanswered(unreadable.toString());
    }
  }

  private static Status of(Desk desk, Map<String, Cluster> clusters) {
    PolicyState policies = desk.policies();
    return new Status(
        desk.readiness(),
        new Policies(
            policies.version(),
            policies.problems(),
            policies.folder(),
            policies.held(),
            policies.pinned()),
        clusters);
  }

  /** What a member says by itself. */
  static Cluster cluster(ClusterDesk desk, String member) {
    List<Group> groups = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    desk.world()
        .ifPresent(
            world -> {
              world.groups().forEach(group -> groups.add(group(group, world)));
              world.managedNodes().forEach(record -> nodes.add(node(record)));
            });
    List<Rejection> rejections = desk.planning().map(PlanningState::rejections).orElse(List.of());
    double age = desk.viewAgeSeconds();
    return new Cluster(
        desk.owner(),
        desk.holder(),
        Double.isNaN(age) ? null : age,
        desk.planning().map(PlanningState::nextWake).orElse(null),
        groups,
        nodes,
        rejections.stream()
            .map(r -> new Undone(r.subject(), r.alternative(), r.reason().name(), r.detail()))
            .toList(),
        member,
        "");
  }

  private static Group group(NodeGroupFact group, World world) {
    int current = 0;
    int ready = 0;
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.group().equals(group.name()) && !record.over()) {
        NodeName node = record.progress().nodeName();
        boolean serves =
            record.phase() == ManagedNodeFact.Phase.READY
                && node != null
                && world.node(node).filter(NodeFact::ready).isPresent();
        current++;
        ready += serves ? 1 : 0;
      }
    }
    return new Group(
        group.name().value(),
        group.spec().provider().value(),
        group.observed() ? "Observe" : "Act",
        group.spec().size().min(),
        group.spec().size().max(),
        current,
        ready);
  }

  private static Node node(ManagedNodeFact record) {
    return new Node(
        record.identity().name(),
        record.group().value(),
        record.purchase().offering().toString(),
        record.purchase().price().toString(),
        record.phase().name(),
        record.progress().since(),
        record.progress().providerId(),
        record.progress().failure());
  }
}
