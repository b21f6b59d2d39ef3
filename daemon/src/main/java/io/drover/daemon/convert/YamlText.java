package io.drover.daemon.convert;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes YAML for people: blocks, no anchors, long lines as they are. */
final class YamlText {
  private YamlText() {}

  static String of(Map<String, Object> object) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(10_000);
    options.setDereferenceAliases(true);
    return new Yaml(options).dump(object);
  }

  static String documents(List<Map<String, Object>> objects) {
    return objects.stream().map(YamlText::of).collect(Collectors.joining("---\n"));
  }
}
