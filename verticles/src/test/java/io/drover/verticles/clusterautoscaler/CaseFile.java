package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A file of cases from the Cluster Autoscaler's own tests, as it was taken from there. */
record CaseFile(String name, JsonNode whole) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One case; {@code name} is unique in the file. */
  record Case(String name, JsonNode tree) {}

  /** Reads {@code cluster-autoscaler/<name>.json} of the test resources. */
  static CaseFile read(String name) {
    String path = "/cluster-autoscaler/" + name + ".json";
    try (InputStream in = Objects.requireNonNull(CaseFile.class.getResourceAsStream(path), path)) {
      return new CaseFile(name, JSON.readTree(in));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    whole.path("cases").forEach(tree -> cases.add(new Case(nameOf(tree), tree)));
    return cases;
  }

  /** The cases of a single drain rule are named within their rule. */
  private static String nameOf(JsonNode tree) {
    String name = tree.path("name").asText();
    return tree.has("rule") ? tree.path("rule").asText() + ": " + name : name;
  }
}
