package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.vpsie.Clusters.Cluster;
import io.drover.doubles.vpsie.Clusters.Group;
import java.util.Optional;
import java.util.function.Function;

/** VPSie's own Kubernetes: clusters and their groups of nodes, alike in both wire forms. */
final class ClusterApi {
  private static final Answer NO_CLUSTER = Answer.refused(404, "Cluster not found");
  private static final Answer NO_GROUP = Answer.refused(404, "Group not found");
  private final Market market;
  private final ServerBook book;
  private final Clusters clusters;
  private final ClusterNodes nodes;

  ClusterApi(Market market, ServerBook book, Clusters clusters, ClusterNodes nodes) {
    this.market = market;
    this.book = book;
    this.clusters = clusters;
    this.nodes = nodes;
  }

  /** Empty when the operation is not about clusters. */
  Optional<Answer> answer(Call call) {
    return switch (call.endpoint().operation()) {
      case LIST_CLUSTERS -> Optional.of(list(call));
      case GET_CLUSTER -> Optional.of(on(call, call.value("cluster"), c -> whole(call, c)));
      case LIST_CLUSTER_OFFERS -> Optional.of(offers(call));
      case LIST_GROUPS -> Optional.of(on(call, call.value("cluster"), this::groups));
      case ADD_GROUP ->
          Optional.of(on(call, call.text("clusterIdentifier"), c -> addGroup(call, c)));
      case DELETE_GROUP -> Optional.of(deleteGroup(call));
      case ADD_NODE -> Optional.of(on(call, call.value("cluster"), c -> addNode(call, c)));
      case DELETE_NODE ->
          Optional.of(
              on(call, call.value("cluster"), c -> nodes.delete(c, call.text("identifier"))));
      case REDUCE_NODES -> Optional.of(on(call, call.value("cluster"), c -> reduce(call, c)));
      default -> Optional.empty();
    };
  }

  private Answer on(Call call, String identifier, Function<Cluster, Answer> action) {
    return clusters.find(call.account().clientId(), identifier).map(action).orElse(NO_CLUSTER);
  }

  private Answer list(Call call) {
    return Answer.fine(
        clusters.of(call.account().clientId()).stream()
            .map(cluster -> ClusterView.brief(cluster, nodes.listed(call, cluster)))
            .toList());
  }

  private Answer whole(Call call, Cluster cluster) {
    return Answer.fine(ClusterView.whole(cluster, nodes.listed(call, cluster)));
  }

  private Answer offers(Call call) {
    String place = call.text("dcIdentifier");
    return market.datacenters().stream()
        .filter(datacenter -> datacenter.open() && isAt(datacenter, place))
        .findFirst()
        .map(datacenter -> Answer.fine(MarketView.clusterOffers(market, datacenter)))
        .orElse(Answer.refused(404, "Datacenter not found"));
  }

  /** The document knows a datacenter by its number, and its clients pass on what they know. */
  private static boolean isAt(Datacenter datacenter, String place) {
    return place.equals(datacenter.identifier())
        || place.equals(Integer.toString(datacenter.number()));
  }

  private Answer groups(Cluster cluster) {
    return Answer.fine(
        clusters.groups(cluster).stream()
            .map(
                group ->
                    ClusterView.group(
                        group,
                        cluster,
                        market.plan(Integer.toString(group.size())),
                        living(cluster, group)))
            .toList());
  }

  private long living(Cluster cluster, Group group) {
    Order.Seat seat = new Order.Seat(cluster.id(), group.id());
    return book.living(server -> seat.equals(server.order().seat()));
  }

  private Answer addGroup(Call call, Cluster cluster) {
    int size = call.fields().path("KubeSizeID").asInt();
    String name = call.text("groupName");
    if (market.plans().stream()
        .noneMatch(p -> p.number() == size && p.soldIn(cluster.datacenter()))) {
      return Answer.refused(400, "Size not found");
    }
    Optional<Group> same =
        clusters.groups(cluster).stream().filter(group -> group.size() == size).findFirst();
    if (same.isPresent()) {
      return Answer.refused(400, "Group " + same.get().name() + " has same selected Size");
    }
    Group group = clusters.add(cluster, name, size, call.now());
    ObjectNode told = Json.MAPPER.createObjectNode().put("groupId", Integer.toString(group.id()));
    return call.has(Quirk.CREATE_TELLS_NOTHING) ? Answer.fine() : Answer.fine(told);
  }

  private Answer deleteGroup(Call call) {
    for (Cluster cluster : clusters.of(call.account().clientId())) {
      Optional<Group> group = clusters.group(cluster, call.value("group"));
      if (group.isEmpty()) continue;
      nodes.deleteAll(cluster, group.get());
      clusters.remove(group.get());
      return Answer.fine();
    }
    return NO_GROUP;
  }

  private Answer addNode(Call call, Cluster cluster) {
    if (!call.value("nodeType").equals("slave")) {
      return Answer.refused(400, "Node type is not valid");
    }
    Optional<Group> group =
        call.values().containsKey("group")
            ? clusters.group(cluster, call.value("group"))
            : clusters.groups(cluster).stream().findFirst();
    return group.map(found -> nodes.add(call, cluster, found)).orElse(NO_GROUP);
  }

  private Answer reduce(Call call, Cluster cluster) {
    return clusters
        .group(cluster, call.text("groupId"))
        .map(group -> nodes.reduce(cluster, group))
        .orElse(NO_GROUP);
  }
}
