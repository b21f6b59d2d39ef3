package io.drover.daemon.http;

import io.drover.daemon.snapshot.Redaction;
import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.rules.explain.Evidence;
import io.drover.rules.explain.Explained;
import io.drover.rules.explain.Explainer;
import io.drover.rules.plan.Inquiry;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Deliberation;
import io.drover.verticles.bus.DeliberationRequest;
import io.drover.verticles.bus.PoliciesRequest;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.time.Offload;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Asks the rooms of a cluster what they go by, and works with it off the event loop on a world of
 * its own.
 */
final class Hearing {
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final DeliberationRequest REQUEST = new DeliberationRequest("desk");

  private final Bus bus;
  private final Offload offload;

  Hearing(Bus bus, Offload offload) {
    this.bus = bus;
    this.offload = offload;
  }

  /** What planning and safety go by. */
  record Heard(Deliberation planning, Guard safety) {}

  Future<Heard> hear(Rooms rooms) {
    return bus.ask(rooms.deliberation(), REQUEST, DEADLINE)
        .compose(
            planning ->
                bus.ask(rooms.guard(), REQUEST, DEADLINE)
                    .map(safety -> new Heard(planning, safety)));
  }

  Future<Explained> explain(ClusterDesk cluster, Explainer.Kind kind, String name) {
    Rooms rooms = cluster.rooms().orElse(null);
    if (rooms == null) {
      return Future.succeededFuture(nothing(cluster, "it is not served yet"));
    }
    List<Judgement> judgements = cluster.judgements();
    return hear(rooms).compose(heard -> explain(cluster, heard, judgements, kind, name));
  }

  private Future<Explained> explain(
      ClusterDesk cluster,
      Heard heard,
      List<Judgement> judgements,
      Explainer.Kind kind,
      String name) {
    Inquiry inquiry = heard.planning().inquiry();
    if (inquiry == null) {
      return Future.succeededFuture(nothing(cluster, heard.planning().idle()));
    }
    return offload.run(
        () ->
            new Explainer(
                    new Evidence(
                        inquiry.question(),
                        heard.planning().thought(),
                        judgements,
                        heard.safety(),
                        heard.planning().idle()))
                .explain(kind, name));
  }

  /** Writes what a plan would be made from into a file of its own, which the caller removes. */
  Future<Path> snapshot(ClusterDesk cluster, boolean redact, boolean compress) {
    Rooms rooms = cluster.rooms().orElse(null);
    return rooms == null
        ? Future.failedFuture(nothing(cluster, "it is not served yet").line())
        : hear(rooms)
            .compose(
                heard ->
                    bus.ask(ActivePolicies.CURRENT, new PoliciesRequest("desk"), DEADLINE)
                        .compose(policies -> snapshot(cluster, heard, policies)))
            .compose(
                taken ->
                    offload.run(() -> written(redact ? Redaction.of(taken) : taken, compress)));
  }

  private static Future<Snapshot> snapshot(
      ClusterDesk cluster, Heard heard, ActivePolicies policies) {
    Inquiry inquiry = heard.planning().inquiry();
    Guard safety = heard.safety();
    return inquiry == null
        ? Future.failedFuture(nothing(cluster, heard.planning().idle()).line())
        : Future.succeededFuture(
            new Snapshot(
                cluster.name(),
                policies.version(),
                Snapshot.texts(policies.files()),
                false,
                safety.limits(),
                safety.circumstances(),
                inquiry));
  }

  private static Path written(Snapshot snapshot, boolean compress) throws IOException {
    Path file = Files.createTempFile("drover-snapshot-", ".json");
    SnapshotFile.write(snapshot, file, compress);
    return file;
  }

  static Explained.Unknown nothing(ClusterDesk cluster, String why) {
    return new Explained.Unknown(
        "Nothing is known of cluster '" + cluster.name() + "' now: " + why + ".");
  }
}
