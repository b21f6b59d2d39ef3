package io.drover.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.Await;
import io.drover.ground.FreePorts;
import io.drover.ground.MemberNetworks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three members of one installation, each a process of its own. */
final class Trio implements AutoCloseable {
  static final int MEMBERS = 3;
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Map<String, String> SMALL = Map.of("DROVER_HEAP", "256m");

  private final List<DroverUnderTest> members = new ArrayList<>();

  /** Each listens on a port of loopback. */
  static Trio onLoopback(String parts) {
    List<Integer> ports = FreePorts.take(MEMBERS);
    String all = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
    Trio trio = new Trio();
    ports.forEach(
        port ->
            trio.start(
                DroverUnderTest.Place.ALONE.among(
                    "{host: 127.0.0.1, port: %d, eventBusPort: 0, members: [%s]}"
                        .formatted(port, all)),
                parts));
    return trio;
  }

  /** Each on a host of its own. */
  static Trio on(MemberNetworks networks, String parts) {
    String all =
        IntStream.range(0, MEMBERS)
            .mapToObj(host -> networks.inside(host) + ":5701")
            .collect(Collectors.joining(", "));
    Trio trio = new Trio();
    for (int host = 0; host < MEMBERS; host++) {
      trio.start(
          DroverUnderTest.Place.ALONE
              .among(
                  "{host: %s, port: 5701, eventBusPort: 15701, members: [%s]}"
                      .formatted(networks.inside(host), all))
              .on(networks.outside(host), networks.on(host)),
          parts);
    }
    return trio;
  }

  private void start(DroverUnderTest.Place place, String parts) {
    members.add(DroverUnderTest.startAt(place.in(SMALL), parts));
  }

  DroverUnderTest member(int number) {
    return members.get(number);
  }

  int number(DroverUnderTest member) {
    return members.indexOf(member);
  }

  List<DroverUnderTest> others(DroverUnderTest one) {
    return members.stream().filter(member -> member != one).toList();
  }

  List<DroverUnderTest> all() {
    return List.copyOf(members);
  }

  static boolean owns(DroverUnderTest member) {
    return member.process().isAlive() && member.metric("drover_cluster_owner") == 1;
  }

  /** Waits until all are ready and one of them owns the cluster. */
  DroverUnderTest awaitOwner() {
    members.forEach(
        member ->
            member.await(LONG, "a member to be ready", () -> member.status("/readyz/prod") == 200));
    return awaitOwnerAmong(members, LONG);
  }

  /** Waits until all of them are ready at once, and exactly one owns the cluster. */
  void awaitServing() {
    Await.until(
        LONG,
        "all members to be ready, and one of them to own the cluster",
        () ->
            members.stream().allMatch(member -> member.status("/readyz/prod") == 200)
                && members.stream().filter(Trio::owns).count() == 1);
  }

  static DroverUnderTest awaitOwnerAmong(List<DroverUnderTest> some, Duration deadline) {
    return Await.value(
            deadline,
            "one of %d members to own the cluster".formatted(some.size()),
            () -> some.stream().filter(Trio::owns).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  /** The first call that changes something under a higher claim than all before, with its time. */
  static Optional<Instant> firstActUnderANewClaim(CloudWitness witness, Instant since) {
    Acts acts = Acts.of(witness);
    return acts.all().stream()
        .filter(act -> act.at().isAfter(since) && acts.isFirstOfItsClaim(act))
        .map(Acts.Act::at)
        .findFirst();
  }

  /** Calls that change something, as the cloud wrote them down. */
  record Acts(List<Act> all) {
    /** One call; compared by the claim it was made under. */
    record Act(Instant at, long epoch, long fence, String outcome) {
      boolean isUnder(Act other) {
        return epoch < other.epoch || (epoch == other.epoch && fence < other.fence);
      }

      boolean sameClaim(Act other) {
        return epoch == other.epoch && fence == other.fence;
      }
    }

    static Acts of(CloudWitness witness) {
      List<Act> acts = new ArrayList<>();
      for (JsonNode line : witness.log()) {
        JsonNode mark = line.path("mark");
        if (!mark.isMissingNode()) {
          acts.add(
              new Act(
                  Instant.parse(line.path("time").asText()),
                  mark.path("epoch").asLong(),
                  mark.path("fence").asLong(),
                  line.path("outcome").asText()));
        }
      }
      return new Acts(acts);
    }

    boolean isFirstOfItsClaim(Act act) {
      int index = all.indexOf(act);
      return index > 0 && all.get(index - 1).isUnder(act);
    }

    /** Calls that came after one under a higher claim: of an owner that was none any more. */
    List<Act> late() {
      List<Act> late = new ArrayList<>();
      Act highest = null;
      for (Act act : all) {
        if (highest != null && act.isUnder(highest)) {
          late.add(act);
        } else {
          highest = act;
        }
      }
      return late;
    }

    long claims() {
      return all.stream().map(act -> act.epoch() + "." + act.fence()).distinct().count();
    }
  }

  @Override
  public void close() {
    members.forEach(DroverUnderTest::close);
  }
}
