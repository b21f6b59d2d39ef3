package io.drover.daemon.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.plan.Inquiry;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A snapshot without its names: names, uids, and values of labels and annotations that nothing
 * compares are replaced. What is decided on it is the same, told with other names.
 *
 * <p>Kept are what is compared with something that is no name: the keys of labels, the values of
 * those that a selector asks for, groups, providers, offerings, storage classes and drivers, and
 * the namespace {@code kube-system}.
 */
public final class Redaction {
  private static final Set<String> LABELS = Set.of("labels", "zoneLabels");

  private final Words words;
  private final Pseudonyms names;

  private Redaction(Words words) {
    this.words = words;
    this.names = new Pseudonyms(words.names());
  }

  /** The snapshot under other names. */
  public static Snapshot of(Snapshot snapshot) {
    List<JsonNode> facts = new ArrayList<>();
    for (Fact fact : snapshot.inquiry().facts().facts()) {
      facts.add(FactForm.mapper().valueToTree(fact));
    }
    JsonNode head = FactForm.mapper().valueToTree(Head.of(snapshot));
    Redaction redaction = new Redaction(Words.in(facts, head));
    List<Fact> redacted = new ArrayList<>();
    for (JsonNode fact : facts) {
      redacted.add(read(redaction.other("", fact), Fact.class));
    }
    Head other = read(redaction.other("", head), Head.class);
    Inquiry inquiry =
        other.with(new FactSnapshot(snapshot.inquiry().facts().position(), redacted)).inquiry();
    return new Snapshot(
        Pseudonyms.hash(snapshot.cluster()),
        snapshot.policies(),
        new TreeMap<>(),
        true,
        other.limits(),
        snapshot.circumstances(),
        inquiry);
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    try {
      return FactForm.mapper().treeToValue(node, type);
    } catch (JsonProcessingException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private JsonNode other(String field, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return other(field, object);
    }
    if (node instanceof ArrayNode array) {
      ArrayNode others = array.arrayNode();
      array.forEach(each -> others.add(other(field, each)));
      return others;
    }
    return node.isTextual() ? TextNode.valueOf(names.of(node.textValue())) : node;
  }

  private ObjectNode other(String field, ObjectNode object) {
    ObjectNode others = object.objectNode();
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      String key = entry.getKey();
      JsonNode value = entry.getValue();
      if (told(field, key)) {
        others.put(key, hashed(value.textValue()));
      } else {
        others.set(Words.BY_NAME.contains(field) ? names.of(key) : key, other(key, value));
      }
    }
    return others;
  }

  /** Whether the value only tells something to people. */
  private boolean told(String field, String key) {
    return (LABELS.contains(field) && !words.compared().contains(key))
        || (field.equals("freezes") && key.equals("reason"))
        || (field.equals("annotations") && !key.equals(NodeFact.DO_NOT_DISRUPT));
  }

  private String hashed(String value) {
    String other = names.of(value);
    return other.equals(value) ? Pseudonyms.hash(value) : other;
  }
}
