package io.drover.ground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names of metrics that {@code docs/metrics.md} lists, beside those that are told. */
public final class MetricsDocument {
  /** Told only where the JVM's collector has such a thing, or once it has run. */
  public static final Set<String> SOMETIMES =
      Set.of(
          "jvm_gc_pause_seconds",
          "jvm_gc_concurrent_phase_time_seconds",
          "jvm_gc_memory_promoted_bytes_total");

  private static final int AT_NAME = "# TYPE ".length();
  private static final Path DOCUMENT = Path.of("../docs/metrics.md");
  private static final Pattern NAME = Pattern.compile("`([a-z]+(_[a-z0-9]+)+)`");

  private static final Pattern ROW = Pattern.compile("\\| (V[0-9]{3}) \\| `[a-z_]+` \\| (.*) \\|");
  private static final Pattern COUNTERPART = Pattern.compile("`(drover_[a-z_]+)\\{([^}]*)\\}`");

  private MetricsDocument() {}

  /** Every name in the first column of a table. */
  public static Set<String> written() {
    Set<String> names = new TreeSet<>();
    try {
      for (String line : Files.readAllLines(DOCUMENT)) {
        if (line.startsWith("| `")) {
          Matcher name = NAME.matcher(line.substring(0, line.indexOf('|', 1)));
          while (name.find()) {
            names.add(name.group(1));
          }
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return names;
  }

  /**
   * What stands for each metric of the VPSie autoscaler's document, by the row of its check list.
   */
  public static Map<String, List<Counterpart>> counterparts() {
    Map<String, List<Counterpart>> rows = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(DOCUMENT)) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
          rows.put(
              row.group(1),
              COUNTERPART.matcher(row.group(2)).results().map(Counterpart::of).toList());
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return rows;
  }

  /** A metric as that table tells it, with labels that it must have. */
  public record Counterpart(String name, Set<String> labels) {
    private static Counterpart of(MatchResult found) {
      return new Counterpart(
          found.group(1),
          Stream.of(found.group(2).split(",", -1))
              .map(label -> label.replaceFirst("=.*", "").strip())
              .collect(Collectors.toSet()));
    }

    /** Whether a sample of the scrape bears the name and every label. */
    public boolean toldIn(String scrape) {
      return scrape
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + "_count{"))
          .anyMatch(line -> labels.stream().allMatch(label -> line.contains(label + "=\"")));
    }
  }

  /** Every name of a scrape. */
  public static Set<String> told(String scrape) {
    return scrape
        .lines()
        .filter(line -> line.startsWith("# TYPE "))
        .map(MetricsDocument::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Those that the document lacks; the maximum of a summary stands with it. */
  public static Set<String> unwritten(Set<String> told) {
    Set<String> missing = new TreeSet<>(told);
    Set<String> written = written();
    missing.removeIf(
        name -> written.contains(name) || written.contains(name.replaceFirst("_max$", "")));
    return missing;
  }

  /** Names whose HELP line says nothing. */
  public static Set<String> withoutHelp(String scrape) {
    Set<String> helped =
        scrape
            .lines()
            .filter(line -> line.matches("# HELP \\S+ \\S.*"))
            .map(MetricsDocument::name)
            .collect(Collectors.toSet());
    Set<String> told = told(scrape);
    told.removeAll(helped);
    return told;
  }

  /** {@code # TYPE name gauge}, {@code # HELP name what it is}. */
  private static String name(String line) {
    return line.substring(AT_NAME, line.indexOf(' ', AT_NAME));
  }

  /** The value of a metric without labels. */
  public static double value(String scrape, String name) {
    return scrape
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }
}
