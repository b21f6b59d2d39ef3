package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.cluster.kubernetes.GroupFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** Whatever stands in a place of the full example, it is converted or refused in one line. */
class StrangeValuesTest {
  private static final Yaml YAML = new Yaml();

  static List<@Nullable Object> values() {
    return Arrays.asList(null, "∞ 'x' \"y\"", List.of(Map.of("a", 1)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isConvertedOrRefused(@Nullable Object strange) {
    List<String> texts = new ArrayList<>();
    List<Object> documents = new ArrayList<>();
    YAML.loadAll(Examples.text("full.yaml")).forEach(documents::add);
    documents.forEach(
        document ->
            eachPlace(document, strange, any -> texts.add(YAML.dumpAll(documents.iterator()))));

    assertThat(texts).hasSizeGreaterThan(200);
    texts.forEach(StrangeValuesTest::convert);
  }

  private static void convert(String text) {
    try {
      Converted converted = Examples.of(text);
      assertThat(GroupFile.read(converted.files().getOrDefault("nodegroups.yaml", ""))).isNotNull();
    } catch (Unconvertible refused) {
      assertThat(refused.getMessage()).startsWith("old.yaml, ").hasLineCount(1);
    }
  }

  /** Puts it into each place in turn, and takes it out again. */
  @SuppressWarnings("unchecked") // YAML has no other mappings and lists
  private static void eachPlace(
      @Nullable Object tree, @Nullable Object strange, Consumer<@Nullable Object> look) {
    if (tree instanceof Map<?, ?> found) {
      Map<Object, @Nullable Object> map = (Map<Object, @Nullable Object>) found;
      for (Object key : List.copyOf(map.keySet())) {
        Object before = map.put(key, strange);
        look.accept(map);
        map.put(key, before);
        eachPlace(before, strange, look);
      }
    } else if (tree instanceof List<?> found) {
      List<@Nullable Object> list = (List<@Nullable Object>) found;
      for (int i = 0; i < list.size(); i++) {
        Object before = list.set(i, strange);
        look.accept(list);
        list.set(i, before);
        eachPlace(before, strange, look);
      }
    }
  }
}
