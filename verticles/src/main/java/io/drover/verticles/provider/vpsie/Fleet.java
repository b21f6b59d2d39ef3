package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All servers of the account with their owners, read as a whole and at the same time for all. */
final class Fleet {
  private static final int MOST_CHECKED = 40;

  private final Pipeline pipeline;
  private final Profile profile;
  private final Owners owners;
  private final Pages<Server> pages;
  private final NextRead<List<OwnedServer>> read;
  private final Set<String> wanted = new HashSet<>();

  Fleet(Pipeline pipeline, VpsieAccount account, Owners owners) {
    this.pipeline = pipeline;
    this.profile = account.access().shape().profile();
    this.owners = owners;
    this.pages =
        new Pages<>(
            pipeline,
            profile.begin(),
            from -> profile.servers(from, account.lists().pageSize()),
            profile::readServers,
            Server::identifier);
    this.read = new NextRead<>(this::readAll);
  }

  Future<List<OwnedServer>> all() {
    return read.get();
  }

  /** As all; whoever bears the name is asked for its tags, even if it had none before. */
  Future<List<OwnedServer>> allWith(String name) {
    wanted.add(name);
    return read.get();
  }

  private Future<List<OwnedServer>> readAll() {
    List<String> names = List.copyOf(wanted);
    wanted.clear();
    return pages
        .all()
        .compose(whole -> missingAreGone(whole).map(sure -> whole.items()))
        .compose(
            servers -> {
              owners.retain(servers.stream().map(Server::identifier).collect(Collectors.toSet()));
              return owners.of(servers, names);
            });
  }

  /**
   * Between two pages of a list an item may slip through when another goes. Whoever of ours is
   * missing in a list of several pages is therefore asked for by itself.
   */
  private Future<Void> missingAreGone(Pages.Whole<Server> whole) {
    Set<String> there = whole.items().stream().map(Server::identifier).collect(Collectors.toSet());
    List<Server> missing =
        whole.pages() < 2
            ? List.of()
            : owners.listed().stream()
                .map(OwnedServer::server)
                .filter(server -> !there.contains(server.identifier()))
                .toList();
    Future<Void> each = Future.succeededFuture();
    for (Server server : missing.subList(0, Math.min(MOST_CHECKED, missing.size()))) {
      each = each.compose(before -> isGone(server)).onSuccess(gone -> owners.forget(server));
    }
    return each.compose(
        checked ->
            missing.size() <= MOST_CHECKED
                ? Future.succeededFuture()
                : FarEndFailed.future(
                    new ProviderFailure.RateLimited(
                        missing.size() + " servers are missing in the list; each is asked for",
                        Duration.ofSeconds(1))));
  }

  private Future<Void> isGone(Server server) {
    return pipeline
        .send(profile.server(server), profile::readServer)
        .compose(
            still ->
                new OwnedServer(still, Optional.empty()).lives()
                    ? slipped(server)
                    : Future.<Void>succeededFuture())
        .recover(
            failed ->
                OwnedServer.notThere(failed)
                    ? Future.succeededFuture()
                    : Future.failedFuture(failed));
  }

  private static Future<Void> slipped(Server server) {
    return FarEndFailed.future(
        new ProviderFailure.Unreachable(
            "server " + server.identifier() + " is there and was not in the list", false));
  }
}
