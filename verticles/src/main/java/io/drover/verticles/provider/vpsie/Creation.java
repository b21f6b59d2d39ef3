package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.drover.verticles.provider.vpsie.wire.ServerOrder;
import io.drover.verticles.time.Backoff;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders a server, and finds it where VPSie does not say which one it is. */
final class Creation {
  private static final Backoff LOOKS = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(4));
  private static final int MOST_LOOKS = 4;

  private final Pipeline pipeline;
  private final Profile profile;
  private final Map<String, String> defaults;
  private final Owners owners;
  private final Fleet fleet;
  private final Pipeline.Time time;
  private final LastGate gate;

  Creation(Pipeline pipeline, VpsieAccount account, Owners owners, Fleet fleet, VpsieHouse house) {
    this.pipeline = pipeline;
    this.profile = account.access().shape().profile();
    this.defaults = account.defaults();
    this.owners = owners;
    this.fleet = fleet;
    this.time = house.time();
    this.gate = house.gate();
  }

  /** The living server of an intent, as far as the list shows it. */
  Future<Optional<Instance>> find(OwnerTag owner, String name) {
    return fleet.allWith(name).compose(all -> among(all, owner, name));
  }

  private static Future<Optional<Instance>> among(
      List<OwnedServer> all, OwnerTag owner, String name) {
    List<OwnedServer> living = all.stream().filter(OwnedServer::lives).toList();
    Optional<Instance> tagged =
        living.stream()
            .filter(one -> one.owner().filter(owner::equals).isPresent())
            .map(OwnedServer::instance)
            .findFirst();
    boolean half =
        living.stream().anyMatch(one -> one.owner().isEmpty() && one.server().isNamed(name));
    return tagged.isEmpty() && half
        ? FarEndFailed.future(
            new ProviderFailure.Unreachable(
                "a server named " + name + " is there and does not bear its tag yet", true))
        : Future.succeededFuture(tagged);
  }

  Future<Instance> create(Create create) {
    ServerOrder order;
    try {
      order = order(create);
    } catch (FarEndFailed impossible) {
      return Future.failedFuture(impossible);
    }
    return pipeline
        .send(
            profile
                .create(order)
                .by(create.owner().clusterUid())
                .behind(() -> gate.refuses(create)),
            profile::readCreated)
        .compose(
            made ->
                made.map(server -> made(server, create.owner())).orElseGet(() -> look(create, 1)));
  }

  private ServerOrder order(Create create) {
    GroupSettings settings = new GroupSettings(defaults, create.template().settings());
    List<String> tags = new ArrayList<>(OwnerTags.of(create.owner()));
    tags.addAll(settings.tags());
    ServerOrder.Extras said = settings.extras();
    ServerOrder.Extras extras =
        new ServerOrder.Extras(
            said.osImage(),
            said.project(),
            said.cluster(),
            said.sshKeys(),
            said.notes(),
            said.publicIpv4(),
            said.userData().map(text -> UserData.of(text, create)));
    return new ServerOrder(
        create.name(), create.offering().instanceType(), create.offering().zone(), tags, extras);
  }

  private Future<Instance> made(Server server, OwnerTag owner) {
    owners.learn(server, owner);
    return Future.succeededFuture(new OwnedServer(server, Optional.of(owner)).instance());
  }

  /** It was made: whatever goes wrong from here on, it may be there. */
  private Future<Instance> look(Create create, int number) {
    Promise<Optional<Instance>> looked = Promise.promise();
    time.timers()
        .after(
            LOOKS.after(number, time.chance()),
            () ->
                find(create.owner(), create.name()).otherwise(Optional.empty()).onComplete(looked));
    return looked
        .future()
        .compose(
            found -> {
              if (found.isPresent()) {
                return Future.succeededFuture(found.get());
              }
              return number < MOST_LOOKS ? look(create, number + 1) : unseen(create);
            });
  }

  private static Future<Instance> unseen(Create create) {
    return FarEndFailed.future(
        new ProviderFailure.Unreachable(
            "server " + create.name() + " was made and is not in the list yet", true));
  }
}
