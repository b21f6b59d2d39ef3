package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Takes servers away. What a providerID names is looked for as identifier, then as number, then as
 * name or hostname; and whatever is found goes only if its tag proves that it is ours.
 */
final class Deletion {
  private final Pipeline pipeline;
  private final Profile profile;
  private final Supplier<Optional<String>> password;
  private final Owners owners;
  private final Fleet fleet;
  private final LastGate gate;

  Deletion(Pipeline pipeline, VpsieAccount account, Owners owners, Fleet fleet, LastGate gate) {
    this.pipeline = pipeline;
    this.profile = account.access().shape().profile();
    this.password = account.access().deletePassword();
    this.owners = owners;
    this.fleet = fleet;
    this.gate = gate;
  }

  /** NotFound when there is none. */
  Future<Void> delete(Delete delete) {
    Optional<String> named = Server.behindScheme(delete.providerId()).filter(id -> !id.isBlank());
    if (named.isEmpty()) {
      return denied(delete.providerId() + " is not a server of VPSie");
    }
    Optional<OwnedServer> known = owners.owned(named.get());
    return known.isPresent()
        ? proven(known.get(), delete)
        : fleet.all().compose(all -> among(all, named.get(), delete));
  }

  private Future<Void> among(List<OwnedServer> all, String named, Delete delete) {
    Stream<Predicate<Server>> strategies =
        Stream.of(
            server -> server.identifier().equals(named),
            server -> server.number().equals(named),
            server -> server.isNamed(named));
    List<OwnedServer> found =
        strategies
            .map(fits -> all.stream().filter(one -> fits.test(one.server())).toList())
            .filter(some -> !some.isEmpty())
            .findFirst()
            .orElse(List.of());
    return switch (found.size()) {
      case 0 -> unlisted(named, delete);
      case 1 -> proven(found.getFirst(), delete);
      default -> denied("several servers are named " + named + "; none is deleted");
    };
  }

  /** The list may lag behind; where a server can be asked for directly, that decides. */
  private Future<Void> unlisted(String named, Delete delete) {
    return profile
        .byIdentifier(named)
        .map(
            call ->
                pipeline
                    .send(call.by(delete.owner().clusterUid()), profile::readServer)
                    .compose(
                        server ->
                            proven(
                                new OwnedServer(
                                    server, OwnerTags.read(server.tags().orElse(List.of()))),
                                delete)))
        .orElseGet(
            () -> FarEndFailed.future(new ProviderFailure.NotFound("there is no server " + named)));
  }

  private Future<Void> proven(OwnedServer found, Delete delete) {
    Server server = found.server();
    if (found.owner().filter(owner -> OwnerTags.proves(owner, delete.owner())).isEmpty()) {
      return denied(
          "server "
              + server.identifier()
              + " does not bear this cluster's tag and is not deleted; its owner is "
              + found.owner().map(Object::toString).orElse("unknown"));
    }
    Optional<String> secret;
    try {
      secret = password.get();
    } catch (RuntimeException unreadable) {
      return denied("the account's password cannot be read: " + unreadable.getMessage());
    }
    String note = "Drover, group " + delete.owner().group() + ", intent " + delete.owner().intent();
    return pipeline
        .send(
            profile
                .delete(server, new Profile.Farewell(note, secret))
                .by(delete.owner().clusterUid())
                .behind(() -> gate.refuses(delete)),
            answer -> answer)
        .mapEmpty();
  }

  private static Future<Void> denied(String why) {
    return FarEndFailed.future(new ProviderFailure.Denied(why));
  }
}
