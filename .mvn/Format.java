import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checks or applies google-java-format: {@code Format.java check|apply ROOT}. */
class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    List<Path> files;
    try (var walk = Files.walk(root)) {
      files =
          walk.filter(p -> p.toString().endsWith(".java"))
              .filter(p -> !p.toString().contains("/target/"))
              .sorted()
              .toList();
    }
    int wrong = 0;
    for (Path file : files) {
      String source = Files.readString(file);
      String formatted;
      try {
        formatted = RemoveUnusedImports.removeUnusedImports(source);
        formatted = ImportOrderer.reorderImports(formatted, JavaFormatterOptions.Style.GOOGLE);
        formatted = new Formatter().formatSource(formatted);
      } catch (Exception unreadable) {
        System.err.println(root.relativize(file) + ": " + unreadable.getMessage());
        wrong++;
        continue;
      }
      if (formatted.equals(source)) continue;
      if (apply) Files.writeString(file, formatted);
      else {
        System.err.println(root.relativize(file) + ": not formatted");
        wrong++;
      }
    }
    if (wrong > 0) {
      System.err.println(wrong + " file(s). Mend with: mvn -N process-sources -Dformat=apply");
      System.exit(1);
    }
  }
}
