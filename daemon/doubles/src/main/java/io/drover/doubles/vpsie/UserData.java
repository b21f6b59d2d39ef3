package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.doubles.cloud.Taint;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What cloud-init user data, plain or in base64, tells the kubelet about its node: {@code
 * --node-labels}, {@code --register-with-taints} and {@code --hostname-override} of a kubelet,
 * {@code --node-label}, {@code --node-taint}, {@code --node-name} and {@code --kubelet-arg} of k3s,
 * or the lists {@code node-label} and {@code node-taint} of its configuration file. What only a
 * shell could fill in is not understood.
 */
record UserData(Map<String, String> labels, List<Taint> taints, Optional<String> nodeName) {
  private static final String VALUE = "[\"']?[:= ]+[\"']?([^\\s\"']+)";
  private static final Pattern LABELS = Pattern.compile("\\bnode-labels?" + VALUE);
  private static final Pattern TAINTS =
      Pattern.compile("\\b(?:register-with-taints|node-taint)" + VALUE);
  private static final Pattern NAME =
      Pattern.compile("--(?:hostname-override|node-name)[= ]+[\"']?([^\\s\"'$]+)(?![^\\s\"'])");
  private static final Pattern LISTS =
      Pattern.compile("\\b(node-label|node-taint):\\s*\\n((?:\\s*-\\s*\\S+\\s*?(?:\\n|$))+)");
  private static final Pattern ITEM = Pattern.compile("-\\s*[\"']?([^\\s\"']+)");

  static UserData read(String given) {
    String text = plain(given);
    Map<String, String> labels = new HashMap<>();
    Stream.concat(values(LABELS, text), items("node-label", text))
        .forEach(label -> add(labels, label));
    List<Taint> taints =
        Stream.concat(values(TAINTS, text), items("node-taint", text))
            .filter(taint -> taint.indexOf(':') > 0)
            .map(UserData::taint)
            .toList();
    return new UserData(labels, taints, values(NAME, text).findFirst());
  }

  private static void add(Map<String, String> labels, String label) {
    int equals = label.indexOf('=');
    if (equals > 0) labels.put(label.substring(0, equals), label.substring(equals + 1));
  }

  private static Stream<String> values(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .flatMap(found -> Arrays.stream(found.group(1).split(",", -1)))
        .filter(value -> !value.contains("$"));
  }

  private static Stream<String> items(String list, String text) {
    return LISTS
        .matcher(text)
        .results()
        .filter(found -> found.group(1).equals(list))
        .flatMap(found -> values(ITEM, found.group(2)));
  }

  private static Taint taint(String text) {
    int colon = text.lastIndexOf(':');
    String key = text.substring(0, colon);
    String effect = text.substring(colon + 1);
    int equals = key.indexOf('=');
    return equals < 0
        ? new Taint(key, null, effect)
        : new Taint(key.substring(0, equals), key.substring(equals + 1), effect);
  }

  private static String plain(String given) {
    if (given.startsWith("#") || given.contains(" ")) return given;
    try {
      return new String(Base64.getMimeDecoder().decode(given), UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return given;
    }
  }
}
