package io.drover.daemon.config;

import io.drover.daemon.config.Form.NotOfThisForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One section of the file. Asking for a key makes it known; whatever was not asked for by {@link
 * #finish} is a mistake. A wrong value is noted and replaced by one that only lets the reading go
 * on.
 */
final class MappingReader {
  private final String path;
  private final Findings findings;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();

  private MappingReader(String path, Findings findings) {
    this.path = path;
    this.findings = findings;
  }

  /** The section that the node is, or an empty one when it is none. */
  static MappingReader of(@Nullable Node node, String path, Findings findings) {
    MappingReader reader = new MappingReader(path, findings);
    if (node instanceof MappingNode mapping) reader.take(mapping);
    else if (node != null) findings.add(path.isEmpty() ? "file" : path, notA("section", node));
    return reader;
  }

  private void take(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      int line = tuple.getKeyNode().getStartMark().getLine() + 1;
      if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
        findings.add(
            path.isEmpty() ? "file" : path, "has a key in line " + line + " that is not a name");
        continue;
      }
      String key = scalar.getValue();
      Node before = nodes.putIfAbsent(key, tuple.getValueNode());
      if (before == null) {
        findings.stands(path(key), line);
      } else {
        findings.add(path(key), "is given again in line " + line);
      }
    }
  }

  /** The dotted path of a key of this section. */
  String path(String key) {
    return ConfigPath.of(path, key);
  }

  boolean has(String key) {
    return nodes.containsKey(key);
  }

  <T> T value(String key, Form<T> form, T byDefault) {
    T value = optional(key, form);
    return value == null ? byDefault : value;
  }

  <T> T required(String key, Form<T> form, T placeholder) {
    if (!has(key)) findings.add(path(key), "is missing");
    return value(key, form, placeholder);
  }

  <T> @Nullable T optional(String key, Form<T> form) {
    known.add(key);
    Node node = nodes.get(key);
    return node == null ? null : scalar(node, path(key), form);
  }

  <T> List<T> values(String key, Form<T> form) {
    List<T> values = new ArrayList<>();
    items(key)
        .forEach(
            (itemPath, node) -> {
              T value = scalar(node, itemPath, form);
              if (value != null) values.add(value);
            });
    return values;
  }

  <S> List<S> sections(String key, Function<MappingReader, S> content) {
    List<S> sections = new ArrayList<>();
    items(key).forEach((itemPath, node) -> sections.add(read(node, itemPath, content)));
    return sections;
  }

  /** A free map from keys to values of given forms. */
  Map<String, String> entries(String key, Form<String> keyForm, Form<String> valueForm) {
    known.add(key);
    Map<String, String> entries = new LinkedHashMap<>();
    MappingReader inner = of(nodes.get(key), path(key), findings);
    inner.nodes.forEach(
        (name, node) -> {
          inner.checkKey(name, keyForm);
          String value = scalar(node, inner.path(name), valueForm);
          if (value != null) entries.put(name, value);
        });
    return entries;
  }

  /** A map of sections whose keys are names. */
  <S> Map<String, S> named(String key, BiFunction<String, MappingReader, S> content) {
    return named(key, KubernetesForms.NAME, content);
  }

  /** A map of sections whose keys are of a form. */
  <S> Map<String, S> named(
      String key, Form<String> form, BiFunction<String, MappingReader, S> content) {
    known.add(key);
    Map<String, S> sections = new LinkedHashMap<>();
    MappingReader inner = of(nodes.get(key), path(key), findings);
    inner.nodes.forEach(
        (name, node) -> {
          inner.checkKey(name, form);
          sections.put(name, read(node, inner.path(name), in -> content.apply(name, in)));
        });
    return sections;
  }

  /** A section that is read as an empty one when it is not there. */
  <S> S section(String key, Function<MappingReader, S> content) {
    known.add(key);
    return read(nodes.get(key), path(key), content);
  }

  <S> S requiredSection(String key, Function<MappingReader, S> content) {
    if (!has(key)) findings.add(path(key), "is missing");
    return section(key, content);
  }

  <S> @Nullable S optionalSection(String key, Function<MappingReader, S> content) {
    known.add(key);
    return has(key) ? section(key, content) : null;
  }

  /** Notes a text for each of these keys that is there. */
  void forbid(Set<String> keys, String text) {
    for (String key : keys) {
      if (!has(key)) continue;
      nodes.remove(key);
      findings.add(path(key), text);
    }
  }

  /** Notes a text about this section as a whole, unless it is already known not to be one. */
  void complain(String text) {
    if (!findings.about(path)) findings.add(path, text);
  }

  /** Ends the reading of this section: what nobody asked for is unknown. */
  void finish() {
    for (String key : nodes.keySet()) {
      if (known.contains(key)) continue;
      String hint = NearestName.hint(key, known);
      String allowed = " Known here: " + String.join(", ", known);
      findings.add(path(key), "unknown key." + (hint.isEmpty() ? allowed : hint));
    }
  }

  private <S> S read(@Nullable Node node, String at, Function<MappingReader, S> content) {
    MappingReader reader = of(node, at, findings);
    S section = content.apply(reader);
    reader.finish();
    return section;
  }

  private Map<String, Node> items(String key) {
    known.add(key);
    Map<String, Node> items = new LinkedHashMap<>();
    Node node = nodes.get(key);
    if (node instanceof SequenceNode sequence) {
      for (Node item : sequence.getValue()) {
        String itemPath = path(key) + "[" + items.size() + "]";
        findings.stands(itemPath, item.getStartMark().getLine() + 1);
        items.put(itemPath, item);
      }
    } else if (node != null) {
      findings.add(path(key), notA("list", node));
    }
    return items;
  }

  private void checkKey(String key, Form<String> form) {
    try {
      form.read(key);
    } catch (NotOfThisForm wrong) {
      findings.add(path(key), wrong.about("\"" + key + "\""));
    }
  }

  private <T> @Nullable T scalar(Node node, String at, Form<T> form) {
    if (!(node instanceof ScalarNode scalar) || isNull(node)) {
      findings.add(at, notA("single value", node));
      return null;
    }
    try {
      return form.read(scalar.getValue());
    } catch (NotOfThisForm wrong) {
      findings.add(at, wrong.about(shown(scalar)));
      return null;
    }
  }

  private static String shown(ScalarNode scalar) {
    boolean number = Tag.INT.equals(scalar.getTag()) || Tag.FLOAT.equals(scalar.getTag());
    return number ? scalar.getValue() : "\"" + scalar.getValue() + "\"";
  }

  private static boolean isNull(Node node) {
    return Tag.NULL.equals(node.getTag());
  }

  private static String notA(String wanted, Node node) {
    return isNull(node) ? "has no value. Give it one or remove the key" : "is not a " + wanted;
  }
}
