package io.drover.daemon.convert;

/**
 * One field of what was read, and what became of it.
 *
 * @param object kind and name, or the command line
 * @param source file and document
 * @param path dotted, as in {@code spec.minNodes}
 * @param value shortened; empty where it may be a secret
 */
public record ReportLine(
    String object, String source, String path, String value, Outcome outcome, String text) {
  static ReportLine of(OldObject object, String path, String value, Told told) {
    return new ReportLine(
        object.title(), object.source(), path, value, told.outcome(), told.text());
  }
}
