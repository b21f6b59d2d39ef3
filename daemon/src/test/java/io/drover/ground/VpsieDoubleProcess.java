package io.drover.ground;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The double of VPSie's API as a process of its own, with one account. Its servers boot as nodes of
 * the cluster that the kubeconfig names.
 */
public final class VpsieDoubleProcess implements AutoCloseable {
  public static final String CLIENT_ID = "acme";
  public static final String CLIENT_SECRET = "sesame";

  private static final String MAIN = "io.drover.doubles.vpsie.VpsieDoubleMain";
  private static final String LISTENING = "listening on http://127.0.0.1:";
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final OwnedProcess process;
  private final String url;

  private VpsieDoubleProcess(OwnedProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it on a free port, and returns when it listens.
   *
   * @param options more words of its command line, such as {@code --boot-delay 100ms}
   */
  public static VpsieDoubleProcess start(Path kubeconfig, String... options) {
    Path scratch = Scratch.folder("vpsie");
    Path accounts = scratch.resolve("accounts");
    try {
      Files.writeString(accounts, CLIENT_ID + " " + CLIENT_SECRET + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Distribution.javaHome().resolve("bin/java").toString(),
                "-cp",
                Distribution.folder().resolve("lib") + "/*",
                MAIN,
                "--port",
                "0",
                "--accounts",
                accounts.toString(),
                "--kubeconfig",
                kubeconfig.toString()));
    command.addAll(List.of(options));
    OwnedProcess process = OwnedProcess.start(command, Map.of(), scratch.resolve("vpsie.log"));
    Optional<String> port =
        Await.value(
            DEADLINE,
            "the double of VPSie to listen",
            () -> listening(process),
            seen -> seen.isPresent() || !process.isAlive());
    return new VpsieDoubleProcess(
        process,
        "http://127.0.0.1:"
            + port.orElseThrow(
                () -> new AssertionError("the double ended; its log:\n" + process.log())));
  }

  private static Optional<String> listening(OwnedProcess process) {
    return process
        .log()
        .lines()
        .filter(line -> line.contains(LISTENING))
        .map(line -> line.substring(line.indexOf(LISTENING) + LISTENING.length()).strip())
        .findFirst();
  }

  public String url() {
    return url;
  }

  /** What the double saw of an account's requests, oldest first. */
  public List<JsonNode> requests() {
    return list(control("GET", "requests", ""));
  }

  /** Servers that are there and not on their way out. */
  public List<JsonNode> living() {
    return list(control("GET", "servers", "")).stream()
        .filter(server -> List.of("PROVISIONING", "RUNNING").contains(server.at("/state").asText()))
        .toList();
  }

  /** Every server that there ever was. */
  public List<JsonNode> servers() {
    return list(control("GET", "servers", ""));
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /** Turns one of the double's screws. */
  public JsonNode control(String method, String what, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/_double/" + what))
            .timeout(DEADLINE)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(method + " " + what + ": " + answer.body());
      }
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.kill9();
    http.close();
  }
}
