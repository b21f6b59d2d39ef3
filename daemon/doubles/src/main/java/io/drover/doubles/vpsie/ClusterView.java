package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.vpsie.Clusters.Cluster;
import io.drover.doubles.vpsie.Clusters.Group;
import java.math.BigDecimal;
import java.util.List;

/** Clusters, their nodes and groups as the API shows them; both wire forms agree about them. */
final class ClusterView {
  private static final int MANAGER = 1;
  private static final int SLAVE = 2;
  private static final int MANAGER_IDS = 900_000;

  private ClusterView() {}

  static ObjectNode brief(Cluster cluster, List<Server> slaves) {
    return Json.MAPPER
        .createObjectNode()
        .put("cluster_name", cluster.name())
        .put("identifier", cluster.identifier())
        .put("count", slaves.size() + cluster.managers())
        .put("managerCount", cluster.managers())
        .put("slaveCount", slaves.size())
        .put("cpu", slaves.stream().mapToInt(slave -> slave.plan().cpu()).sum())
        .put("ram", slaves.stream().mapToInt(slave -> slave.plan().ramMb()).sum())
        .put("traffic", slaves.stream().mapToInt(slave -> slave.plan().trafficGb()).sum())
        .put(
            "price",
            slaves.stream()
                .map(slave -> slave.plan().monthly())
                .reduce(BigDecimal.ZERO, BigDecimal::add))
        .put("created_on", ServerView.plain(cluster.createdAt()));
  }

  static ObjectNode whole(Cluster cluster, List<Server> slaves) {
    ObjectNode shown = brief(cluster, slaves);
    ArrayNode nodes = shown.putArray("nodes");
    for (int i = 0; i < cluster.managers(); i++) {
      String name = cluster.name() + "-manager-" + (i + 1);
      int id = MANAGER_IDS + cluster.id() * 10 + i;
      node(nodes, id, name, MANAGER, cluster.datacenter())
          .put("identifier", cluster.identifier().replaceFirst("^.", Integer.toString(i)))
          .put("default_ip", "")
          .put("private_ip", "10.255.0." + (i + 1))
          .put("created_on", ServerView.plain(cluster.createdAt()));
    }
    for (Server slave : slaves) {
      boolean provisioning = slave.state() == ServerState.PROVISIONING;
      node(nodes, slave.id(), slave.order().hostname(), SLAVE, slave.datacenter())
          .put("identifier", slave.identifier())
          .put("default_ip", provisioning ? "" : slave.publicIp())
          .put("private_ip", provisioning ? "" : slave.privateIp())
          .put("created_on", ServerView.plain(slave.createdAt()));
    }
    return shown;
  }

  private static ObjectNode node(
      ArrayNode nodes, int id, String hostname, int type, Datacenter datacenter) {
    return nodes
        .addObject()
        .put("id", id)
        .put("user_id", 1)
        .put("hostname", hostname)
        .put("node_type", type)
        .put("node_id", id)
        .put("datacenter_id", datacenter.number());
  }

  static ObjectNode group(Group group, Cluster cluster, Plan size, long nodes) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", group.id())
        .put("group_name", group.name())
        .put("identifier", group.identifier())
        .put("boxsize_id", group.size())
        .put("datacenter_id", cluster.datacenter().number())
        .put("dcIdentifier", cluster.datacenter().identifier())
        .put("ram", size.ramMb())
        .put("cpu", size.cpu())
        .put("ssd", size.ssdGb())
        .put("traffic", size.trafficGb())
        .put("nodes_count", nodes)
        .put("cluster_id", cluster.id())
        .put("project_id", 1)
        .put("is_active", 1)
        .put("is_deleted", 0)
        .put("created_on", ServerView.plain(group.at()))
        .put("last_updated", ServerView.plain(group.at()));
  }
}
