package io.drover.doubles.vpsie;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes secrets out of what the witness keeps, and leaves the form they came in. */
final class Disguise {
  private static final String HIDDEN = "***";
  private static final Set<String> SECRET_HEADERS = Set.of("authorization", "vpsie-auth");
  private static final Pattern IN_JSON =
      Pattern.compile("(\"(?:clientSecret|password)\"\\s*:\\s*\")((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern IN_FORM =
      Pattern.compile("((?:^|&)(?:clientSecret|password)=)[^&]*");

  private Disguise() {}

  static Map<String, String> headers(Map<String, String> headers) {
    Map<String, String> shown = new TreeMap<>(headers);
    shown.replaceAll((name, value) -> SECRET_HEADERS.contains(name) ? form(value) : value);
    return shown;
  }

  static String body(String body) {
    String json = IN_JSON.matcher(body).replaceAll("$1" + HIDDEN + "\"");
    return IN_FORM.matcher(json).replaceAll("$1" + HIDDEN);
  }

  private static String form(String value) {
    int space = value.lastIndexOf(' ');
    return value.substring(0, space + 1) + HIDDEN;
  }
}
