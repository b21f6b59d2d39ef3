package io.drover.rules.engine;

/**
 * A case that was run.
 *
 * @param path of the file that it stands in
 * @param failure what differs from what it expects, empty if nothing does
 */
public record CaseResult(String path, int line, String name, String failure) {
  public boolean passed() {
    return failure.isEmpty();
  }
}
