package io.drover.recorded;

import io.vertx.core.http.ServerWebSocket;
import java.util.HashMap;
import java.util.Map;

/** Tells watches now and then that nothing has happened, as API servers do. */
final class Bookmarks {
  private final Map<ServerWebSocket, String> forms = new HashMap<>();
  private final Versions versions;

  Bookmarks(Versions versions) {
    this.versions = versions;
  }

  void open(ServerWebSocket socket, String apiVersion, String kind) {
    forms.put(
        socket,
        """
        {"type":"BOOKMARK","object":{"apiVersion":"%s","kind":"%s",\
        "metadata":{"resourceVersion":"%s"}}}"""
            .formatted(apiVersion, kind, "%d"));
    socket.endHandler(closed -> forms.remove(socket));
  }

  void tell() {
    forms.forEach(
        (socket, form) -> {
          var unused = socket.writeTextMessage(form.formatted(versions.now()));
        });
  }
}
