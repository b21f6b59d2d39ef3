package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Lane;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.wire.Profile;
import io.drover.verticles.provider.vpsie.wire.Server;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whose each server is. Lists do not tell tags, so each server is asked for once; an owner never
 * changes and is remembered. One without a tag is asked again: soon while it is young, for its tag
 * may still come, and now and then later.
 */
final class Owners {
  private static final Duration YOUNG = Duration.ofMinutes(10);
  private static final Duration ASKED_AGAIN_SOON = Duration.ofSeconds(20);
  private static final Duration ASKED_AGAIN = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final int MOST_AT_ONCE = 4;
  private static final int MOST_PER_LIST = 40;

  private final Pipeline pipeline;
  private final Profile profile;
  private final Supplier<Map<String, OwnerTag>> takenOver;
  private final Duration settles;
  private final Clock clock;
  private final Map<String, Known> known = new HashMap<>();
  private final Lane lane = new Lane(MOST_AT_ONCE, Integer.MAX_VALUE);

  /**
   * What is known of a server.
   *
   * @param askAgain when to, while it is nobody's
   * @param listed whether a list has shown it
   */
  private record Known(
      Server server, Optional<OwnerTag> owner, Instant since, Instant askAgain, boolean listed) {
    Known shown() {
      return listed ? this : new Known(server, owner, since, askAgain, true);
    }
  }

  Owners(Pipeline pipeline, VpsieAccount account, Clock clock) {
    this.pipeline = pipeline;
    this.profile = account.access().shape().profile();
    this.takenOver = account.takenOver();
    this.settles = account.lists().settles();
    this.clock = clock;
  }

  /** What was made just now by us. */
  void learn(Server server, OwnerTag owner) {
    Instant now = clock.steady();
    known.put(server.identifier(), new Known(server, Optional.of(owner), now, Instant.MAX, false));
  }

  /** A server that was seen or made, and whose owner is known. */
  Optional<OwnedServer> owned(String identifier) {
    return Optional.ofNullable(known.get(identifier))
        .flatMap(it -> it.owner().map(owner -> new OwnedServer(it.server(), Optional.of(owner))));
  }

  /** Forgets whoever is not in a list that is whole; who was made just now may not be in it yet. */
  void retain(Set<String> identifiers) {
    known.replaceAll((id, it) -> identifiers.contains(id) ? it.shown() : it);
    Instant old = clock.steady().minus(settles);
    known
        .entrySet()
        .removeIf(
            it ->
                !identifiers.contains(it.getKey())
                    && (it.getValue().listed() || it.getValue().since().isBefore(old)));
  }

  void forget(Server gone) {
    known.remove(gone.identifier());
  }

  /** Those that have an owner, of those that a list has shown. */
  List<OwnedServer> listed() {
    return known.entrySet().stream()
        .filter(it -> it.getValue().listed())
        .map(it -> owned(it.getKey()))
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The servers with their owners; fails while some were never asked for. Who is asked only again
   * may wait for the next list.
   *
   * @param wanted names that are ours, so that who bears one is asked whatever is known of it
   */
  Future<List<OwnedServer>> of(List<Server> servers, Collection<String> wanted) {
    List<Server> open = servers.stream().filter(this::mayBeOurs).toList();
    List<Server> first = open.stream().filter(server -> mustBeAsked(server, wanted)).toList();
    List<Server> again =
        open.stream().filter(server -> !first.contains(server) && mayBeAsked(server)).toList();
    List<Future<Server>> asked = new ArrayList<>();
    first.stream().limit(MOST_PER_LIST).map(this::inTurn).forEach(asked::add);
    again.stream()
        .limit(Math.max(0, MOST_PER_LIST - first.size()))
        .map(server -> inTurn(server).otherwise(server))
        .forEach(asked::add);
    return Future.join(asked)
        .compose(
            all ->
                first.size() > MOST_PER_LIST
                    ? tooMany(first.size() - MOST_PER_LIST, servers.size())
                    : Future.succeededFuture(servers.stream().map(this::withOwner).toList()));
  }

  private static Future<List<OwnedServer>> tooMany(int left, int all) {
    return FarEndFailed.future(
        new ProviderFailure.RateLimited(
            "of " + all + " servers, " + left + " have not been asked for their tags yet", RETRY));
  }

  /** Not known to be ours, and not to be a stranger's by its name. */
  private boolean mayBeOurs(Server server) {
    Known it = known.get(server.identifier());
    boolean ours = it != null && it.owner().isPresent();
    return !ours && adopted(server).isEmpty() && !foreignByName(server);
  }

  private boolean mustBeAsked(Server server, Collection<String> wanted) {
    return !known.containsKey(server.identifier()) || wanted.stream().anyMatch(server::isNamed);
  }

  private boolean mayBeAsked(Server server) {
    Known it = known.get(server.identifier());
    return it != null && !clock.steady().isBefore(it.askAgain());
  }

  /** Our names are those of groups with something appended. */
  private static boolean foreignByName(Server server) {
    return !server.names().isEmpty()
        && server.names().stream().noneMatch(name -> name.indexOf('-') > 0);
  }

  private Optional<OwnerTag> adopted(Server server) {
    Map<String, OwnerTag> owners = takenOver.get();
    OwnerTag byIdentifier = owners.get(server.identifier());
    return byIdentifier != null
        ? Optional.of(byIdentifier)
        : server.names().stream().filter(owners::containsKey).map(owners::get).findFirst();
  }

  private Future<Server> inTurn(Server server) {
    return lane.run(() -> ask(server), () -> server);
  }

  /** A server that goes meanwhile is nobody's. */
  private Future<Server> ask(Server server) {
    Future<Server> told =
        server.tags().isPresent()
            ? Future.succeededFuture(server)
            : pipeline.send(profile.server(server), profile::readServer);
    return told.onSuccess(detailed -> remember(server, detailed))
        .recover(
            failed ->
                OwnedServer.notThere(failed)
                    ? Future.succeededFuture(server)
                    : Future.failedFuture(failed));
  }

  private void remember(Server server, Server detailed) {
    Optional<OwnerTag> owner = OwnerTags.read(detailed.tags().orElse(List.of()));
    Instant now = clock.steady();
    Known before = known.get(server.identifier());
    Instant since = before == null ? now : before.since();
    Instant created = server.createdOn();
    Duration age =
        created == null ? Duration.between(since, now) : Duration.between(created, clock.now());
    Duration again = age.compareTo(YOUNG) < 0 ? ASKED_AGAIN_SOON : ASKED_AGAIN;
    known.put(
        server.identifier(),
        new Known(server, owner, since, owner.isPresent() ? Instant.MAX : now.plus(again), true));
  }

  private OwnedServer withOwner(Server server) {
    Optional<OwnerTag> adopted = adopted(server);
    if (adopted.isPresent()) {
      if (owned(server.identifier()).isEmpty()) {
        learn(server, adopted.get());
      }
      return new OwnedServer(server, adopted);
    }
    Known it = known.get(server.identifier());
    return new OwnedServer(server, it == null ? Optional.empty() : it.owner());
  }
}
