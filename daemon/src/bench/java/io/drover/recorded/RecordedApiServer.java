package io.drover.recorded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/**
 * Runs the recorded API server. Arguments: port, nodes, pods, pending pods, seed, the folder of the
 * custom resource definitions. Writes where it listens.
 */
public final class RecordedApiServer {
  private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(10);

  private RecordedApiServer() {}

  public static void main(String[] args) throws IOException {
    Recording recording =
        new Recording(
            Integer.parseInt(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            Long.parseLong(args[4]));
    ApiDoor door = new ApiDoor(recording, definitions(Path.of(args[5])));
    Vertx vertx = Vertx.vertx();
    vertx.setPeriodic(BETWEEN_BOOKMARKS.toMillis(), any -> door.bookmark());
    vertx
        .createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(1 << 20))
        .requestHandler(door::receive)
        .listen(Integer.parseInt(args[0]), "127.0.0.1")
        .onSuccess(
            server -> System.out.println("listening on http://127.0.0.1:" + server.actualPort()))
        .onFailure(
            failure -> {
              System.err.println(failure);
              System.exit(1);
            });
  }

  private static Map<String, ObjectNode> definitions(Path folder) throws IOException {
    Map<String, ObjectNode> definitions = new HashMap<>();
    for (String kind : List.of("nodegroups", "managednodes")) {
      String text = Files.readString(folder.resolve(kind + ".drover.dev.yaml"));
      Object parsed = new Yaml().load(text);
      ObjectNode definition = new ObjectMapper().valueToTree(parsed);
      definitions.put(definition.at("/metadata/name").asText(), definition);
    }
    return definitions;
  }
}
