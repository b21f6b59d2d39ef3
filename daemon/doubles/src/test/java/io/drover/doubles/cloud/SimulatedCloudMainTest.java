package io.drover.doubles.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedCloudMainTest {
  private static final String LISTENING = "listening on ";
  private final Path folder;

  SimulatedCloudMainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void remembersItsInstancesWhenItIsKilled() throws Exception {
    String id;
    Running first = start();
    try {
      id = create(first.address).get("id").asText();
    } finally {
      first.kill();
    }
    Running second = start();
    try {
      assertThat(create(second.address).get("id").asText()).isEqualTo(id);
    } finally {
      second.kill();
    }
  }

  @Test
  void endsWithItsUsageWhenItDoesNotUnderstand() throws Exception {
    Process process = process("--prot", "0");
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
        .startsWith("--prot is unknown or has no value");
  }

  private record Running(Process process, String address) {
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }

  private Running start() throws IOException {
    Process process = process("--port", "0", "--state", folder.toString(), "--boot-delay", "1h");
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(LISTENING))
        return new Running(process, line.substring(LISTENING.length()));
    }
    throw new IOException("the cloud ended before it listened");
  }

  private static Process process(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SimulatedCloudMain.class.getName());
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command).start();
  }

  private static JsonNode create(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/v1/instances"))
            .header("Idempotency-Key", "k")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"name": "n", "instanceType": "small", "zone": "zone-a",
                     "capacityType": "on-demand"}
                    """))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return Json.MAPPER.readTree(answer.body());
    }
  }
}
