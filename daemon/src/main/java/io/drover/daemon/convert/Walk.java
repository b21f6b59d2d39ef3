package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through everything that an old object says, so that nothing is left out silently. */
final class Walk<T> {
  private static final int SHOWN = 60;
  private static final String FREE_KEYS = "(metadata\\.(labels|annotations)|data|stringData)";

  /** Others' annotations too: in one of them kubectl keeps whole objects. */
  private static final Pattern MAY_BE_SECRET =
      Pattern.compile(
          "(data|stringData)\\[.*|metadata\\.annotations\\[(?!autoscaler\\.vpsie\\.com/).*|flags\\.sentry-dsn");

  private final Map<String, Field<T>> fields = new HashMap<>();

  Walk(List<Field<T>> fields) {
    fields.forEach(field -> this.fields.put(field.path(), field));
  }

  List<ReportLine> through(OldObject object, T target) {
    List<ReportLine> lines = new ArrayList<>();
    object.body().forEach((key, value) -> visit(new Step(object, key, key, value), target, lines));
    return lines;
  }

  /** A place in the object: as the table has it, and as it is shown. */
  private record Step(OldObject object, String path, String shown, @Nullable Object value) {
    Step to(Object key, @Nullable Object inner) {
      boolean free = path.matches(FREE_KEYS);
      String more = free ? "[" + key + "]" : "." + key;
      return new Step(object, path + more, shown + more, inner);
    }

    Step item(int index, @Nullable Object inner) {
      return new Step(object, path + "[]", shown + "[" + index + "]", inner);
    }
  }

  private void visit(Step step, T target, List<ReportLine> lines) {
    Field<T> field = fields.getOrDefault(step.path(), fields.get(others(step.path())));
    Object value = step.value();
    if (field != null) {
      lines.add(
          line(
              step,
              value == null ? Told.notNeeded("it is empty") : told(field, step, value, target)));
    } else if (!inner(step.path())) {
      lines.add(
          line(
              step, new Told(Outcome.UNKNOWN, "no field of the old autoscaler; not carried over")));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, inside) -> visit(step.to(key, inside), target, lines));
    } else if (value instanceof List<?> list && inner(step.path() + "[]")) {
      for (int i = 0; i < list.size(); i++) {
        visit(step.item(i, list.get(i)), target, lines);
      }
    } else if (value != null) {
      throw step.object().wrong(step.shown(), shown(value), Form.MAP.allowed());
    }
  }

  private Told told(Field<T> field, Step step, Object value, T target) {
    if (!field.form().accepts().test(value)) {
      throw step.object().wrong(step.shown(), shown(value), field.form().allowed());
    }
    return field.becomes().of(new Given(step.object(), step.shown(), value), target);
  }

  private static String others(String path) {
    int key = path.indexOf('[');
    return key < 0 ? path : path.substring(0, key) + "[*]";
  }

  private boolean inner(String path) {
    return fields.keySet().stream()
        .anyMatch(known -> known.startsWith(path + ".") || known.startsWith(path + "["));
  }

  private static ReportLine line(Step step, Told told) {
    boolean show =
        told.outcome() != Outcome.UNKNOWN && !MAY_BE_SECRET.matcher(step.path()).matches();
    return ReportLine.of(step.object(), step.shown(), show ? shown(step.value()) : "", told);
  }

  private static String shown(@Nullable Object value) {
    String text =
        switch (value) {
          case Map<?, ?> map -> map.isEmpty() ? "{}" : map.keySet().toString();
          case List<?> list ->
              list.stream().anyMatch(Map.class::isInstance)
                  ? "[" + list.size() + "]"
                  : list.toString();
          case null -> "";
          default -> value.toString();
        };
    String line = text.replaceAll("\\s+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
  }
}
