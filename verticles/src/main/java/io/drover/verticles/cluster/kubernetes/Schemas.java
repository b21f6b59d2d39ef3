package io.drover.verticles.cluster.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The definitions of Drover's own kinds, as this version knows them. An API server whose definition
 * is older would drop fields without a word, so nothing is done there.
 */
public final class Schemas {
  /** Names a definition's content: SHA-256 of its schema. */
  static final String HASH = "drover.dev/schema-hash";

  /** Rises by one with each change of a definition's content. */
  static final String VERSION = "drover.dev/schema-version";

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

  /** What is wrong with the installed definitions; empty when nothing is. Blocks. */
  static String problems(KubernetesClient client) {
    List<String> problems = new ArrayList<>();
    for (String name : NAMES) {
      CustomResourceDefinition installed =
          client.apiextensions().v1().customResourceDefinitions().withName(name).get();
      String problem = installed == null ? NOT_INSTALLED : problem(own(client, name), installed);
      if (!problem.isEmpty()) {
        problems.add(name + " " + problem);
      }
    }
    return problems.isEmpty()
        ? ""
        : String.join("; ", problems) + ". Install with: drover manifests | kubectl apply -f -";
  }

  static String problem(CustomResourceDefinition own, CustomResourceDefinition installed) {
    long wanted = version(own);
    long found = version(installed);
    if (found < wanted) {
      return "is older (schema version %d) than this Drover (%d)".formatted(found, wanted);
    }
    if (found == wanted && !annotation(own, HASH).equals(annotation(installed, HASH))) {
      return "was changed by hand: its schema hash is another";
    }
    return "";
  }

  private static CustomResourceDefinition own(KubernetesClient client, String name) {
    return client
        .getKubernetesSerialization()
        .unmarshal(resource(name), CustomResourceDefinition.class);
  }

  private static long version(CustomResourceDefinition definition) {
    String text = annotation(definition, VERSION);
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : 0;
  }

  private static String annotation(CustomResourceDefinition definition, String name) {
    Map<String, String> annotations = OrEmpty.map(definition.getMetadata().getAnnotations());
    return OrEmpty.text(annotations.get(name));
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
