package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Kubernetes;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which nodes are of a node group. VPSie tells the nodes of a cluster without their group; but no
 * two groups of a cluster have the same plan, so that the plan of a worker's server tells its
 * group. While that is not known of one of them, there is no list: it might be a member.
 */
final class GroupMembers {
  private final Pipeline pipeline;
  private final Kubernetes kubernetes;
  private final Pages<Server> servers;

  GroupMembers(Pipeline pipeline, Profile profile, int pageSize) {
    this.pipeline = pipeline;
    this.kubernetes = profile.kubernetes();
    this.servers =
        new Pages<>(
            pipeline,
            profile.begin(),
            from -> profile.servers(from, pageSize),
            profile::readServers,
            Server::identifier);
  }

  Future<List<Instance>> of(String cluster, Kubernetes.Group group) {
    return pipeline
        .send(kubernetes.nodes(cluster), kubernetes::readNodes)
        .compose(
            nodes ->
                servers.all().compose(all -> members(nodes, byIdentifier(all.items()), group)));
  }

  private static Map<String, Server> byIdentifier(List<Server> servers) {
    return servers.stream().collect(Collectors.toMap(Server::identifier, Function.identity()));
  }

  private static Future<List<Instance>> members(
      List<Kubernetes.Node> nodes, Map<String, Server> servers, Kubernetes.Group group) {
    List<Instance> members = new ArrayList<>();
    for (Kubernetes.Node node : nodes) {
      Server server = servers.get(node.identifier());
      if (node.worker() && (server == null || server.plan().isEmpty())) {
        return FarEndFailed.future(
            new ProviderFailure.Unreachable(
                "node "
                    + node.hostname()
                    + " ("
                    + node.identifier()
                    + ") is not among the servers with its boxsize_id; its group is not known",
                false));
      }
      if (node.worker() && server != null && server.plan().equals(group.plan())) {
        members.add(new Instance(server.providerId(), server.name(), server.state(), null));
      }
    }
    return Future.succeededFuture(List.copyOf(members));
  }
}
