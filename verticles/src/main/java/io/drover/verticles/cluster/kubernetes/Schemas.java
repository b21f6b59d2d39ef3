package io.drover.verticles.cluster.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of Drover's own kinds, as this version knows them. An API server whose definition
 * is older would drop fields without a word, so nothing is done there.
 */
public final class Schemas {
  /** Names a definition's content: SHA-256 of its schema. */
  static final String HASH = "drover.dev/schema-hash";

  /** Rises by one with each change of a definition's content. */
  static final String VERSION = "drover.dev/schema-version";

  private static final String PATH = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

  /** A line of the definition's own annotations, as the generator writes them. */
  private static final Pattern ANNOTATION =
      Pattern.compile("(?m)^ {4}(drover\\.dev/[a-z-]+): \"([^\"]*)\"$");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NOT_INSTALLED = "is not installed";

  static final List<String> NAMES = List.of("managednodes.drover.dev", "nodegroups.drover.dev");

  private Schemas() {}

  /** The definitions as YAML documents, for {@code kubectl apply}. */
  public static String yaml() {
    return String.join("---\n", NAMES.stream().map(Schemas::resource).toList());
  }

  /**
   * Whether these problems say that a definition is missing: then there is nothing to watch yet.
   */
  public static boolean missing(String problems) {
    return problems.contains(NOT_INSTALLED);
  }

  /**
   * What is wrong with the installed definitions; empty when nothing is. Blocks. Only annotations
   * are compared: to read whole schemas would take a good part of a start.
   */
  static String problems(KubernetesClient client) {
    List<String> problems = new ArrayList<>();
    for (String name : NAMES) {
      String installed = client.raw(PATH + name);
      String problem =
          installed == null ? NOT_INSTALLED : problem(own(name), Marks.ofJson(installed));
      if (!problem.isEmpty()) {
        problems.add(name + " " + problem);
      }
    }
    return problems.isEmpty()
        ? ""
        : String.join("; ", problems) + ". Install with: drover manifests | kubectl apply -f -";
  }

  static String problem(Marks own, Marks installed) {
    if (installed.version() < own.version()) {
      return "is older (schema version %d) than this Drover (%d)"
          .formatted(installed.version(), own.version());
    }
    if (installed.version() == own.version() && !own.hash().equals(installed.hash())) {
      return "was changed by hand: its schema hash is another";
    }
    return "";
  }

  /** Of the definition that this version comes with. */
  static Marks own(String name) {
    Map<String, String> annotations = new HashMap<>();
    ANNOTATION
        .matcher(resource(name))
        .results()
        .forEach(found -> annotations.put(found.group(1), found.group(2)));
    return Marks.of(annotations.get(VERSION), annotations.get(HASH));
  }

  /** What a definition says of its own content. */
  record Marks(long version, String hash) {
    static Marks of(@Nullable String version, @Nullable String hash) {
      String text = OrEmpty.text(version);
      return new Marks(text.matches("\\d{1,9}") ? Long.parseLong(text) : 0, OrEmpty.text(hash));
    }

    static Marks ofJson(String definition) {
      try {
        JsonNode annotations = JSON.readTree(definition).at("/metadata/annotations");
        return of(annotations.path(VERSION).asText(), annotations.path(HASH).asText());
      } catch (JsonProcessingException broken) {
        throw new IllegalStateException("the API server's definition is not JSON", broken);
      }
    }
  }

  private static String resource(String name) {
    String file = "crds/" + name + ".yaml";
    try (InputStream in = Schemas.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + file + " is missing from the build");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
