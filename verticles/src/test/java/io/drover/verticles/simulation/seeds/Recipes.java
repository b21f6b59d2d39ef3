package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.verticles.simulation.seeds.FaultPlan.Aim;
import io.drover.verticles.simulation.seeds.FaultPlan.Timed;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What brings a life to pass an edge that it hardly ever passes of itself. */
final class Recipes {
  private static final List<String> ALL_TYPES = List.of("small", "medium", "large");
  private static final Edge ASKED = new Edge(Phase.INTENDED, Phase.PROVISIONED);
  private static final Edge RESERVED = new Edge(Phase.INTENDED, Phase.INTENDED);
  private static final Edge NEVER_CAME = new Edge(Phase.INTENDED, Phase.FAILED);
  private static final Edge SEEN = new Edge(Phase.PROVISIONED, Phase.JOINED);
  private static final Edge SERVES = new Edge(Phase.JOINED, Phase.READY);
  private static final Edge UNWANTED = new Edge(Phase.READY, Phase.DRAINING);
  private static final Edge EMPTY = new Edge(Phase.DRAINING, Phase.TERMINATING);
  private static final Edge LOST = new Edge(Phase.TERMINATING, Phase.FAILED);

  private Recipes() {}

  /** What is to begin from then on; empty for an edge of every life. */
  static List<Timed> of(Edge edge, Duration at, Random r) {
    return switch (edge.toString()) {
      case "INTENDED>TERMINATING" ->
          List.of(aimed(at, new Provocation.ReservationDeleted(), RESERVED, millis(0)), rush(at));
      case "INTENDED>FAILED" -> denied(at, r);
      case "INTENDED>GONE" ->
          List.of(new Timed(at, new Fault.SoldOut(ALL_TYPES, seconds(r, 200, 400))), rush(at));
      case "PROVISIONED>DRAINING" ->
          List.of(
              new Timed(at, new Provocation.AnswersLost(seconds(r, 180, 240))),
              rush(at),
              new Timed(at.plusSeconds(5), new Fault.Scaled("web", 8)),
              aimed(at, new Fault.RecordDeleted(0), Edge.BIRTH, millis(100_000)),
              aimed(at, new Fault.RecordDeleted(0), Edge.BIRTH, millis(120_000)),
              aimed(at, new Fault.RecordDeleted(0), Edge.BIRTH, millis(140_000)));
      case "PROVISIONED>TERMINATING" ->
          List.of(aimed(at, new Fault.RecordDeleted(0), ASKED, millis(r.nextInt(2_000))));
      case "PROVISIONED>GONE" -> revived(at, r);
      case "JOINED>DRAINING" -> List.of(aimed(at, new Fault.RecordDeleted(0), SEEN, millis(0)));
      case "DRAINING>READY" ->
          List.of(
              aimed(at, new Fault.Uncordoned(), UNWANTED, millis(40 + r.nextInt(900))),
              aimed(at, new Fault.Uncordoned(), UNWANTED, millis(40 + r.nextInt(300))));
      case "TERMINATING>DRAINING" ->
          List.of(
              aimed(at, guest(r), EMPTY, millis(r.nextInt(10))),
              aimed(at, new Fault.Uncordoned(), EMPTY, millis(r.nextInt(5))));
      case "TERMINATING>FAILED" ->
          List.of(aimed(at, new Fault.MachineDies(0), SERVES, seconds(r, 1, 30)));
      case "FAILED>TERMINATING" -> late(at, r);
      case "FAILED>GONE" ->
          List.of(
              aimed(at, new Fault.MachineDies(0), SERVES, seconds(r, 1, 30)),
              aimed(at, new Fault.RecordDeleted(0), LOST, seconds(r, 1, 60)));
      case String ofEveryLife -> List.of();
    };
  }

  private static List<Timed> denied(Duration at, Random r) {
    return List.of(new Timed(at, new Provocation.Denied(seconds(r, 60, 240))), rush(at));
  }

  private static List<Timed> late(Duration at, Random r) {
    return List.of(
        denied(at, r).getFirst(),
        rush(at),
        aimed(at, new Provocation.LateMachine(0), NEVER_CAME, seconds(r, 1, 90)),
        aimed(at, new Provocation.LateMachine(0), NEVER_CAME, seconds(r, 1, 90)));
  }

  private static List<Timed> revived(Duration at, Random r) {
    return List.of(
        aimed(at, new Provocation.Forgotten(0, true), SERVES, seconds(r, 1, 30)),
        aimed(at, new Provocation.Revived(0, seconds(r, 5, 60)), ASKED, millis(0)));
  }

  static Fault guest(Random r) {
    return new Provocation.Guest(r.nextDouble(), millis(20 + r.nextInt(6_000)), seconds(r, 10, 90));
  }

  /** Somebody wants so many pods that machines are bought. */
  private static Timed rush(Duration at) {
    return new Timed(at.plusSeconds(5), new Fault.Scaled("api", 14));
  }

  private static Timed aimed(Duration at, Fault fault, Edge edge, Duration after) {
    return new Timed(at, fault, new Aim(edge, after));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }

  private static Duration seconds(Random random, int least, int most) {
    return FaultPlan.seconds(random, least, most);
  }
}
