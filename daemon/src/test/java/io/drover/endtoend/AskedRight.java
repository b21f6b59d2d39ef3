package io.drover.endtoend;

import io.drover.ground.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which rights a request to an API server asks for. */
final class AskedRight {
  /** Resources whose rights are given by name. */
  private static final Set<String> BY_NAME =
      Set.of("namespaces", "customresourcedefinitions", "leases");

  private static final int CREATED = 201;

  private AskedRight() {}

  static String text(String verb, String group, String resource, String name) {
    return (verb + " " + group + "/" + resource + " " + name).strip();
  }

  /** An apply that makes the object needs the right to create it, too. */
  static List<String> of(RecordedRequest request) {
    List<String> parts = new ArrayList<>(List.of(request.path().substring(1).split("/")));
    if (!parts.getFirst().startsWith("api")) {
      return List.of();
    }
    String group = parts.removeFirst().equals("api") ? "" : parts.removeFirst();
    parts.removeFirst();
    if (parts.getFirst().equals("namespaces") && parts.size() > 2) {
      parts.removeFirst();
      parts.removeFirst();
    }
    String resource = parts.removeFirst();
    String name = parts.isEmpty() ? named(request.uri()) : parts.removeFirst();
    String whole = parts.isEmpty() ? resource : resource + "/" + parts.getFirst();
    boolean collection = parts.isEmpty() && request.path().endsWith("/" + resource);
    Set<String> verbs = new TreeSet<>();
    verbs.add(verb(request, collection));
    if (request.method().equals("PATCH") && request.status().orElse(0) == CREATED) {
      verbs.add("create");
    }
    return verbs.stream()
        .map(
            verb ->
                text(
                    verb,
                    group,
                    whole,
                    BY_NAME.contains(resource) && !verb.equals("create") ? name : ""))
        .toList();
  }

  private static String verb(RecordedRequest request, boolean collection) {
    return switch (request.method()) {
      case "GET" -> {
        if (request.uri().contains("watch=true")) {
          yield "watch";
        }
        yield collection ? "list" : "get";
      }
      case "POST" -> "create";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> request.method();
    };
  }

  private static String named(String uri) {
    int at = uri.indexOf("metadata.name%3D");
    return at < 0 ? "" : uri.substring(at + "metadata.name%3D".length()).split("&", 2)[0];
  }
}
