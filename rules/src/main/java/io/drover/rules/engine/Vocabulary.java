package io.drover.rules.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The words of one rule file: the types that it imports and may use, and their fields. */
final class Vocabulary {
  private static final Pattern IMPORT =
      Pattern.compile("io\\.drover\\.rules\\.(facts|plan|safety)(\\.[A-Za-z0-9]+)*(\\.\\*)?");
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private final Decision decision;
  private final Map<String, Class<?>> types = new TreeMap<>();

  Vocabulary(Decision decision) {
    this.decision = decision;
  }

  /** Takes a type or a package in, or says why not. */
  Optional<String> take(String imported) {
    if (imported.equals(Duration.class.getName())) {
      types.put("Duration", Duration.class);
      return Optional.empty();
    }
    if (!IMPORT.matcher(imported).matches()) {
      return Optional.of(
          "import of "
              + imported
              + " is not allowed; only io.drover.rules.facts, plan and safety are, and "
              + Duration.class.getName());
    }
    if (imported.endsWith(".*")) {
      return Optional.of(
          "import of " + imported + " is not allowed; each type is imported by name");
    }
    return takeClass(imported);
  }

  private Optional<String> takeClass(String imported) {
    Optional<Class<?>> found = classNamed(imported);
    found.ifPresent(type -> types.put(type.getSimpleName(), type));
    List<String> known = usable().stream().map(Class::getCanonicalName).toList();
    return found.isPresent()
        ? Optional.empty()
        : Optional.of(
            "import of " + imported + ": there is no such type" + Nearest.hint(imported, known));
  }

  private static Optional<Class<?>> classNamed(String name) {
    try {
      Class<?> type = Class.forName(name, false, Vocabulary.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers()) ? Optional.of(type) : Optional.empty();
    } catch (ClassNotFoundException | LinkageError notATypeOfItsOwn) {
      return Optional.empty();
    }
  }

  private List<Class<? extends Record>> usable() {
    List<Class<? extends Record>> all = new ArrayList<>(decision.given());
    all.addAll(decision.concluded());
    return all;
  }

  /** A type by its short name, if it is imported. */
  Optional<Class<?>> type(String name) {
    return Optional.ofNullable(types.get(name));
  }

  /** The type of a pattern: one of the facts and conclusions of the folder. */
  Class<?> matched(Token name) {
    return ofFolder(name, usable(), "may be matched");
  }

  /** The type of a conclusion: one of those of the folder. */
  Class<?> concluded(Token name) {
    return ofFolder(name, List.copyOf(decision.concluded()), "may be concluded");
  }

  private Class<?> ofFolder(Token name, List<Class<? extends Record>> allowed, String what) {
    List<String> names = allowed.stream().map(Class::getSimpleName).toList();
    int index = names.indexOf(name.text());
    if (index < 0) {
      throw new Unreadable(
          name.line(),
          "unknown type "
              + name.text()
              + ownerOf(name.text())
              + Nearest.hint(name.text(), names)
              + "; in "
              + decision.folder()
              + " "
              + String.join(", ", names)
              + " "
              + what);
    }
    Class<?> type = allowed.get(index);
    if (types.get(name.text()) != type) {
      throw new Unreadable(
          name.line(), name.text() + " needs import " + type.getCanonicalName() + ";");
    }
    return type;
  }

  private String ownerOf(String name) {
    return Arrays.stream(Decision.values())
        .filter(other -> other != decision)
        .filter(other -> other.knows(name))
        .findFirst()
        .map(other -> ", which is of the folder " + other.folder())
        .orElse("");
  }

  /** What is known of a value, by name: its components and the methods that take nothing. */
  static Map<String, Kind> fields(Class<?> type) {
    Map<String, Kind> fields = new TreeMap<>();
    for (Method method : type.getDeclaredMethods()) {
      if (asks(method)) {
        fields.put(method.getName(), Kind.of(method.getGenericReturnType()));
      }
    }
    return fields;
  }

  private static boolean asks(Method method) {
    return Modifier.isPublic(method.getModifiers())
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !OF_EVERY_OBJECT.contains(method.getName());
  }

  /** What a conclusion is made of, in order. */
  static Map<String, Type> components(Class<?> type) {
    Map<String, Type> components = new LinkedHashMap<>();
    for (RecordComponent each : type.getRecordComponents()) {
      components.put(each.getName(), each.getGenericType());
    }
    return components;
  }
}
