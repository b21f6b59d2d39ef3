package io.drover.verticles.provider.vpsie;

import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.ProviderCommand.Create;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cloud-init data of one server. In a group's text, these are filled in: {@code {{name}}} the
 * server's hostname, which its Node is to bear; {@code {{labels}}} and {@code {{taints}}} what the
 * Node is to carry, as kubelet's {@code --node-labels} and {@code --register-with-taints} read
 * them; {@code {{group}}}; {@code {{intent}}} the uid of the {@code ManagedNode}.
 */
final class UserData {
  private UserData() {}

  static String of(String text, Create create) {
    Map<String, String> values =
        Map.of(
            "{{name}}", create.name(),
            "{{group}}", create.owner().group(),
            "{{intent}}", create.owner().intent(),
            "{{labels}}", labels(create.template().labels()),
            "{{taints}}",
                create.template().taints().stream()
                    .map(UserData::taint)
                    .collect(Collectors.joining(",")));
    String filled = text;
    for (var value : values.entrySet()) {
      filled = filled.replace(value.getKey(), value.getValue());
    }
    return filled;
  }

  private static String labels(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }

  private static String taint(Taint taint) {
    String effect =
        switch (taint.effect()) {
          case NO_SCHEDULE -> "NoSchedule";
          case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
          case NO_EXECUTE -> "NoExecute";
        };
    return taint.key() + "=" + taint.value() + ":" + effect;
  }
}
