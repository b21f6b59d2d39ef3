package io.drover.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.VpsieDoubleProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The double of VPSie as a witness: what its own record of requests and servers proves. */
record VpsieWitness(VpsieDoubleProcess vpsie) {
  private static final Pattern HOSTNAME = Pattern.compile("\"hostname\"\\s*:\\s*\"([^\"]+)\"");

  /** An order for a server. */
  record Order(String hostname, Instant at) {
    private static Optional<Order> of(JsonNode request) {
      Matcher hostname = HOSTNAME.matcher(request.path("body").asText());
      return request.path("operation").asText().equals("CREATE_SERVER") && hostname.find()
          ? Optional.of(new Order(hostname.group(1), time(request)))
          : Optional.empty();
    }
  }

  /** A server over its whole life; what has not come yet is at the end of time. */
  record Life(String id, String hostname, Instant born, Instant ran, Instant ended) {
    private static Life of(JsonNode server) {
      return new Life(
          server.path("identifier").asText(),
          server.at("/order/hostname").asText(),
          Instant.parse(server.path("createdAt").asText()),
          first(server, "RUNNING"),
          first(server, "DELETING"));
    }

    private static Instant first(JsonNode server, String state) {
      for (JsonNode change : server.path("history")) {
        if (change.path("state").asText().equals(state)) {
          return Instant.parse(change.path("at").asText());
        }
      }
      return Instant.MAX;
    }

    boolean livedAt(Instant at) {
      return born.isBefore(at) && ended.isAfter(at);
    }
  }

  /** The most requests of the account within any such time, refused ones included. */
  int busiest(Duration window) {
    Deque<Instant> within = new ArrayDeque<>();
    int most = 0;
    for (JsonNode request : vpsie.requests()) {
      if (!request.path("account").asText().isEmpty()) {
        Instant at = time(request);
        within.addLast(at);
        while (!at.isBefore(within.getFirst().plus(window))) {
          within.removeFirst();
        }
        most = Math.max(most, within.size());
      }
    }
    return most;
  }

  List<JsonNode> aboveRate() {
    return vpsie.requests().stream()
        .filter(request -> request.path("aboveRate").asBoolean())
        .toList();
  }

  List<Life> lives() {
    return vpsie.servers().stream().map(Life::of).toList();
  }

  /** Hostnames of the servers that are there and not on their way out, but for strangers. */
  List<String> living() {
    return vpsie.living().stream()
        .map(one -> one.at("/order/hostname").asText())
        .filter(name -> !name.startsWith("stranger-"))
        .toList();
  }

  /** The servers of each hostname that was made more than once. */
  Map<String, List<Life>> twins() {
    return lives().stream().collect(Collectors.groupingBy(Life::hostname)).entrySet().stream()
        .filter(same -> same.getValue().size() > 1)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * Orders of what was known to be there: an earlier answer of the double, to the order itself or
   * to a list, had told of the living server and was not lost.
   *
   * @param late how late answers are at most
   */
  List<Order> boughtTwiceKnowingly(Duration late) {
    List<JsonNode> requests = vpsie.requests();
    List<Life> lives = lives();
    List<Order> knowing = new ArrayList<>();
    for (JsonNode request : requests) {
      Order.of(request)
          .filter(
              order ->
                  lives.stream()
                      .filter(life -> life.hostname().equals(order.hostname()))
                      .filter(life -> life.livedAt(order.at()))
                      .anyMatch(life -> told(life, requests, order.at().minus(late))))
          .ifPresent(knowing::add);
    }
    return knowing;
  }

  private static boolean told(Life life, List<JsonNode> requests, Instant before) {
    return requests.stream()
        .filter(request -> time(request).isBefore(before) && arrived(request))
        .anyMatch(request -> tells(request, life));
  }

  private static boolean tells(JsonNode request, Life life) {
    for (JsonNode identifier : request.path("told")) {
      if (identifier.asText().equals(life.id())) {
        return true;
      }
    }
    return false;
  }

  private static boolean arrived(JsonNode request) {
    return !List.of("CUT", "NEVER").contains(request.path("travelled").asText());
  }

  private static Instant time(JsonNode request) {
    return Instant.parse(request.path("time").asText());
  }
}
