package io.drover.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.HttpProbe;
import io.drover.ground.SimulatedCloudProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulated cloud as a witness: its own list and its own log. */
record CloudWitness(SimulatedCloudProcess cloud) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Machines that are there and not on their way out. */
  List<JsonNode> machines() {
    List<JsonNode> alive = new ArrayList<>();
    for (JsonNode item : get("/v1/instances?limit=1000").path("items")) {
      String state = item.path("state").asText();
      if (state.equals("pending") || state.equals("running")) {
        alive.add(item);
      }
    }
    return alive;
  }

  /** Machines that were ever made, from the log's state changes. */
  long everMade() {
    long made = 0;
    for (JsonNode line : get("/v1/log")) {
      boolean born = line.path("event").asText().equals("STATE");
      if (born && line.path("operation").asText().equals("created")) {
        made++;
      }
    }
    return made;
  }

  List<JsonNode> log() {
    List<JsonNode> lines = new ArrayList<>();
    get("/v1/log").forEach(lines::add);
    return lines;
  }

  /** Sets the script of faults. */
  void faults(String json) {
    send("PUT", "/v1/faults", json);
  }

  /** Has notices sent to the URL, signed with the secret. */
  void tell(String url, String secret) {
    send("PUT", "/v1/webhook", "{\"url\": \"%s\", \"secret\": \"%s\"}".formatted(url, secret));
  }

  /** Announces that the machine will be taken away so many seconds from now. */
  void interrupt(String id, int noticeSeconds) {
    send(
        "POST",
        "/v1/instances/" + id + "/interrupt",
        "{\"kind\": \"INTERRUPTION\", \"noticeSeconds\": %d}".formatted(noticeSeconds));
  }

  /** When the log first tells this of the machine. */
  Optional<Instant> when(String id, String operation) {
    return log().stream()
        .filter(line -> line.path("id").asText().equals(id))
        .filter(line -> line.path("operation").asText().equals(operation))
        .map(line -> Instant.parse(line.path("time").asText()))
        .findFirst();
  }

  /** When the log first tells this, by machine. */
  Map<String, Instant> whenAll(String operation) {
    Map<String, Instant> first = new HashMap<>();
    log().stream()
        .filter(line -> line.path("operation").asText().equals(operation))
        .forEach(
            line ->
                first.putIfAbsent(
                    line.path("id").asText(), Instant.parse(line.path("time").asText())));
    return first;
  }

  private void send(String method, String path, String json) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(cloud.url() + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(json))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(path + " refused: " + answer.body());
      }
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private JsonNode get(String path) {
    try {
      return JSON.readTree(HttpProbe.get(cloud.url() + path).body());
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    } catch (IOException unreachable) {
      throw new UncheckedIOException(unreachable);
    }
  }
}
