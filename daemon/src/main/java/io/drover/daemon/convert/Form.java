package io.drover.daemon.convert;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the old autoscaler allowed a field to be.
 *
 * @param allowed for people
 */
record Form(String allowed, Predicate<Object> accepts) {
  static final Form ANY = new Form("anything", any -> true);
  static final Form TEXT =
      new Form("allowed is a text", value -> !(value instanceof Map) && !(value instanceof List));
  static final Form TEXTS =
      new Form(
          "allowed is a list of texts",
          value -> value instanceof List<?> list && list.stream().allMatch(Form::plain));
  static final Form SWITCH =
      new Form("allowed are true and false", value -> value instanceof Boolean);
  static final Form MAP = new Form("allowed is a mapping", value -> value instanceof Map);
  static final Form LABELS =
      new Form(
          "allowed is a mapping of texts",
          value -> value instanceof Map<?, ?> map && map.values().stream().allMatch(Form::plain));
  static final Form SHARE =
      new Form(
          "allowed is a whole number from 0 to 100",
          value -> value.toString().matches("([0-9]|[1-9][0-9]|100)%?"));
  static final Form MONEY =
      new Form(
          "allowed is a number from 0 on",
          value -> value.toString().matches("[0-9]{1,9}(\\.[0-9]{1,9})?"));
  static final Form DURATION =
      new Form(
          "allowed is a duration such as 30m, from 0 on",
          value -> OldDuration.read(value.toString()).isPresent());

  static Form number(int least, int most) {
    return new Form(
        "allowed is a whole number from " + least + " to " + most,
        value -> value instanceof Integer number && number >= least && number <= most);
  }

  static Form oneOf(String... words) {
    Set<String> all = Set.of(words);
    return new Form(
        "allowed are " + String.join(", ", words), value -> all.contains(value.toString()));
  }

  private static boolean plain(Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
