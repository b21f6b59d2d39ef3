package io.drover.rules.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A broken or hostile file of the test resources. Its first line says what must happen: {@code
 * refused: text}, {@code refused at LINE: text}, {@code cut off: text} or {@code taken}.
 *
 * @param path in a policy folder
 */
public record HostileFile(String path, String content) {
  private static final Path ALL = Path.of("src/test/resources/io/drover/rules/engine/hostile");
  private static final Path CASES = Path.of("cases");
  private static final Pattern EXPECTED =
      Pattern.compile("(?://|#) (refused|cut off|taken)(?: at (\\d+))?(?:: (.*))?");

  static List<HostileFile> all() throws IOException {
    return all(Path.of(""));
  }

  /** All of them, in order of their paths. */
  public static List<HostileFile> all(Path module) throws IOException {
    Path all = module.resolve(ALL);
    try (Stream<Path> walk = Files.walk(all)) {
      return walk.filter(Files::isRegularFile).sorted().map(file -> of(all, file)).toList();
    }
  }

  private static HostileFile of(Path all, Path file) {
    Path inside = all.relativize(file);
    Path path = inside.startsWith(CASES) ? CASES.relativize(inside) : inside;
    try {
      return new HostileFile(path.toString(), Files.readString(file, StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Matcher expected() {
    Matcher found = EXPECTED.matcher(content.lines().findFirst().orElse(""));
    if (!found.matches()) {
      throw new IllegalStateException(path + " does not say what must happen");
    }
    return found;
  }

  /** What must happen: refused, cut off or taken. */
  public String outcome() {
    return expected().group(1);
  }

  /** The line that must be told, zero if any. */
  int line() {
    String line = expected().group(2);
    return line == null ? 0 : Integer.parseInt(line);
  }

  String text() {
    String text = expected().group(3);
    return text == null ? "" : text;
  }

  public boolean isRule() {
    return path.endsWith(".drl");
  }

  /** A folder with this file alone; beside cases stands a good rule. */
  PolicyFiles folder() {
    PolicyFiles folder = PolicyFiles.aFolder().with(path, content);
    return isRule()
        ? folder
        : folder.with(path.replace(".cases.yaml", ".drl"), PolicyFiles.goodRule());
  }

  @Override
  public String toString() {
    return path;
  }
}
