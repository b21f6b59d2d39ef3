package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.vpsie.Clusters.Cluster;
import io.drover.doubles.vpsie.Clusters.Group;
import io.drover.doubles.vpsie.Order.Seat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The servers that are nodes of VPSie's own Kubernetes. */
final class ClusterNodes {
  private static final Answer NO_NODE = Answer.refused(404, "Node not found");
  private final ServerBook book;
  private final ServerLife life;
  private final Sales sales;
  private final Clusters clusters;

  ClusterNodes(ServerBook book, ServerLife life, Sales sales, Clusters clusters) {
    this.book = book;
    this.life = life;
    this.sales = sales;
    this.clusters = clusters;
  }

  /** The nodes that a look at the cluster shows, as late as lists are. */
  List<Server> listed(Call call, Cluster cluster) {
    return book.listed(cluster.owner(), call.now(), call.behaviour().pace())
        .filter(of(cluster))
        .toList();
  }

  /** The node's name is the cloud's choice. */
  Answer add(Call call, Cluster cluster, Group group) {
    String name = clusters.nodeName(cluster, group.name());
    Order order =
        new Order(
            name,
            name,
            StandardCatalogue.IMAGES.getFirst(),
            "1",
            List.of(),
            "",
            "",
            new Seat(cluster.id(), group.id()));
    return sales.place(
        call,
        order,
        plan -> plan.number() == group.size(),
        cluster.datacenter()::isSameAs,
        server -> told(call, server));
  }

  private static Answer told(Call call, Server server) {
    if (call.has(Quirk.ADD_NODE_ANSWERS_TRUE)) return Answer.fine(true);
    ObjectNode node =
        Json.MAPPER
            .createObjectNode()
            .put("id", server.id())
            .put("status", server.state().word())
            .put("hostname", server.order().hostname());
    return Answer.fine(node);
  }

  Answer delete(Cluster cluster, String identifier) {
    return end(
        book.present(cluster.owner(), of(cluster).and(s -> s.identifier().equals(identifier))));
  }

  /** The victim is the cloud's choice: the oldest. */
  Answer reduce(Cluster cluster, Group group) {
    return end(
        book.present(cluster.owner(), in(cluster, group).and(server -> server.state().living())));
  }

  void deleteAll(Cluster cluster, Group group) {
    book.all().stream().filter(in(cluster, group)).forEach(life::delete);
  }

  private Answer end(Optional<Server> victim) {
    victim.ifPresent(life::delete);
    return victim.isPresent() ? Answer.fine() : NO_NODE;
  }

  private static Predicate<Server> of(Cluster cluster) {
    return server -> {
      Seat seat = server.order().seat();
      return seat != null && seat.cluster() == cluster.id();
    };
  }

  private static Predicate<Server> in(Cluster cluster, Group group) {
    Seat seat = new Seat(cluster.id(), group.id());
    return server -> seat.equals(server.order().seat());
  }
}
