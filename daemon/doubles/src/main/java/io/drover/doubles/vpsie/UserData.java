package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.doubles.cloud.Taint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What cloud-init user data, plain or in base64, tells the kubelet about its node: {@code
 * --node-labels}, {@code --register-with-taints} and {@code --hostname-override} of a kubelet,
 * {@code --node-label}, {@code --node-taint}, {@code --node-name} and {@code --kubelet-arg} of k3s.
 */
record UserData(Map<String, String> labels, List<Taint> taints, Optional<String> nodeName) {
  private static final String VALUE = "[= ]+[\"']?([^\\s\"']+)";
  private static final Pattern LABELS = Pattern.compile("\\bnode-labels?" + VALUE);
  private static final Pattern TAINTS =
      Pattern.compile("\\b(?:register-with-taints|node-taint)" + VALUE);
  private static final Pattern NAME =
      Pattern.compile("--(?:hostname-override|node-name)[= ]+[\"']?([^\\s\"'$]+)");

  static UserData read(String given) {
    String text = plain(given);
    Map<String, String> labels = new HashMap<>();
    values(LABELS, text)
        .forEach(
            label -> {
              int equals = label.indexOf('=');
              if (equals > 0) labels.put(label.substring(0, equals), label.substring(equals + 1));
            });
    List<Taint> taints = new ArrayList<>();
    values(TAINTS, text).forEach(taint -> taints.add(taint(taint)));
    return new UserData(labels, taints, values(NAME, text).findFirst());
  }

  private static Stream<String> values(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.results().flatMap(found -> Arrays.stream(found.group(1).split(",", -1)));
  }

  private static Taint taint(String text) {
    int colon = text.lastIndexOf(':');
    String key = colon < 0 ? text : text.substring(0, colon);
    String effect = colon < 0 ? "NoSchedule" : text.substring(colon + 1);
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
