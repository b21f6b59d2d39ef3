package io.drover.rules.engine;

/**
 * The bounds of a policy folder.
 *
 * @param firings of rules in one evaluation
 * @param fileBytes size of one file
 * @param files in the whole folder
 * @param patterns in one rule
 */
public record EngineLimits(int firings, int fileBytes, int files, int patterns) {
  public static final EngineLimits DEFAULT = new EngineLimits(200_000, 32 * 1024, 500, 5);
}
